/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Why a customer has its grade: each figure, its points, its weight, the ways up and
 * down. */
export class GradingScoreSheetField extends Component {
  static template = "crm_grading.ScoreSheetField";
  static props = {...standardFieldProps};

  get sheet() {
    return this.props.record.data[this.props.name];
  }

  /** Figures that earn no points: an amount decided, or rules. */
  get isEvidence() {
    return ["amount", "rules"].includes(this.sheet.method);
  }

  /** One sum of points; a value × potential scheme has two. */
  get isScorecard() {
    return !["amount", "rules", "matrix"].includes(this.sheet.method);
  }

  /** Indicators by dimension, in the order of the scheme. */
  get dimensions() {
    const dimensions = new Map();
    for (const line of this.sheet.lines) {
      if (!dimensions.has(line.dimension)) {
        dimensions.set(line.dimension, {
          name: line.dimension,
          lines: [],
          weight: 0,
          contribution: 0,
        });
      }
      const dimension = dimensions.get(line.dimension);
      dimension.lines.push(line);
      dimension.weight += line.weight;
      dimension.contribution += line.contribution || 0;
    }
    return [...dimensions.values()];
  }

  /** Where weight is missing, the rest weighs more: the sum alone is not the score. */
  get total() {
    const lines = this.sheet.lines;
    const known = lines.filter((line) => this.isCounted(line));
    return {
      contribution: known.reduce((sum, line) => sum + (line.contribution || 0), 0),
      weight: known.reduce((sum, line) => sum + line.weight, 0),
      weightOfAll: lines.reduce((sum, line) => sum + line.weight, 0),
    };
  }

  /** Whole sentences, so that each language can order its words. */
  get summary() {
    const {score, grade, next_grade: next, own_grade: own} = this.sheet;
    const sentences = [
      grade
        ? _t("Score %(score)s of 100: grade %(grade)s.", {
            score: this.number(score),
            grade,
          })
        : _t("Score %(score)s of 100.", {score: this.number(score)}),
    ];
    if (next) {
      sentences.push(
        _t("%(points)s more to grade %(grade)s, which begins at %(lower)s.", {
          points: this.number(next.lacking),
          grade: next.code,
          lower: this.number(next.lower),
        })
      );
    } else if (grade) {
      sentences.push(_t("There is no better grade."));
    }
    if (own && own.losable) {
      sentences.push(
        _t("%(points)s above the bound of grade %(grade)s.", {
          points: this.number(own.above),
          grade: own.code,
        })
      );
    }
    return sentences;
  }

  get renormalised() {
    const {contribution, weight, weightOfAll} = this.total;
    return _t(
      "No data for %(missing)s of the weight: score = %(sum)s ÷ %(known)s = %(score)s.",
      {
        missing: this.percent(weightOfAll - weight),
        sum: this.number(contribution),
        known: this.percent(weight),
        score: this.number(this.sheet.score),
      }
    );
  }

  nextBand(line) {
    return _t("from %(figure)s: %(points)s points", {
      figure: line.next_band.raw_text,
      points: this.number(line.next_band.points),
    });
  }

  nextGrade(line) {
    return _t("grade %(grade)s by this alone: %(figure)s", {
      grade: this.sheet.next_grade.code,
      figure: line.next_grade,
    });
  }

  lostGrade(line) {
    return _t("grade %(grade)s is lost by this alone at: %(figure)s", {
      grade: this.sheet.own_grade.code,
      figure: line.lost_grade,
    });
  }

  fallback(line) {
    return _t("instead: %(figure)s", {figure: line.source});
  }

  isKnown(line) {
    return line.points !== null && line.points !== undefined;
  }

  isCounted(line) {
    return this.isKnown(line) || line.missing === "zero";
  }

  number(value) {
    return formatFloat(value, {digits: [16, 2], trailingZeros: false});
  }

  percent(value) {
    return `${this.number(value)} %`;
  }

  barClass(points) {
    if (points >= 70) {
      return "bg-success";
    }
    return points >= 40 ? "bg-warning" : "bg-danger";
  }
}

export const gradingScoreSheetField = {
  component: GradingScoreSheetField,
  displayName: _t("Score Sheet"),
  supportedTypes: ["json"],
};

registry.category("fields").add("grading_score_sheet", gradingScoreSheetField);
