/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Why a customer has its grade: each figure, its points, its weight, the way up. */
export class GradingScoreSheetField extends Component {
    static template = "crm_grading.ScoreSheetField";
    static props = {...standardFieldProps};

    get sheet() {
        return this.props.record.data[this.props.name];
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

    get isScored() {
        return this.sheet.scored;
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
