# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import contextlib
import itertools
import tempfile

import pytz
import xlsxwriter

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, html2plaintext

from ..engine.xlsx import Column, Formats, Sheet, SheetWriter, write_parameters

BATCH_SIZE = 2000


class ReportCrmPolicyXlsx(models.AbstractModel):
    """Base of the suite's Excel reports: any number of rows in the same memory.

    A report inherits from this model and from nothing else::

        class MyReport(models.AbstractModel):
            _name = "report.my_addon.my_report"
            _inherit = "report.crm_policy.xlsx"
            _description = "My Report"

            _xlsx_model = "my.model"

            def _get_columns(self, data):
                return [
                    self._get_column("name"),
                    self._get_column("amount", "money", total=True),
                    Column(self.env._("Tax Number"), field="partner_id.vat"),
                ]

    and is printed by an ``ir.actions.report`` with ``report_type`` "xlsx", the model
    and ``report_name`` "my_addon.my_report". Selected records are printed; without a
    selection, those of ``data["domain"]``; without that, all that the reader may see
    (:meth:`_get_domain`).

    Rows are read through a cursor of the database server, with the reader's access
    rules and field rights, and go to a temporary file that the controller streams.
    ``create_xlsx_report`` gives the same file as bytes, for mails and tests.

    Extension points, all called once a report: :meth:`_get_columns`,
    :meth:`_get_sheet_name`, :meth:`_get_domain`, :meth:`_get_order`,
    :meth:`_get_parameters`, and :meth:`_get_sheets` for a workbook of several sheets.
    """

    _name = "report.crm_policy.xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Streaming XLSX Report"

    # Name of the model whose records are the rows of a report with one sheet.
    _xlsx_model = None

    # Declaration

    @api.model
    def _get_sheets(self, docids, data):
        """The sheets of the workbook; by default one, of the report's model.

        :param list docids: ids of the selected records, empty when none are selected
        :param dict data: options of the report action
        :return: list of :class:`~odoo.addons.crm_policy.engine.xlsx.Sheet`
        """
        return [
            Sheet(
                name=self._get_sheet_name(data),
                columns=self._get_columns(data),
                model=self._xlsx_model,
                domain=self._get_domain(docids, data),
                order=self._get_order(data),
                archived=bool(docids),
            )
        ]

    @api.model
    def _get_columns(self, data):
        """The columns of the sheet.

        :return: list of :class:`~odoo.addons.crm_policy.engine.xlsx.Column`
        """
        raise NotImplementedError

    @api.model
    def _get_column(self, fname, kind="text", **options):
        """A column of a field of the report's model, called as on the screen."""
        return Column(self._get_label(fname), kind, field=fname, **options)

    @api.model
    def _get_label(self, fname):
        field = self.env[self._xlsx_model]._fields[fname]
        return field._description_string(self.env)

    @api.model
    def _get_sheet_name(self, data):
        return self.env["ir.model"]._get(self._xlsx_model).name

    @api.model
    def _get_domain(self, docids, data):
        """Which records are printed, within what the reader may see."""
        if docids:
            return Domain("id", "in", docids)
        return Domain(data.get("domain") or Domain.TRUE)

    @api.model
    def _get_order(self, data):
        return self.env[self._xlsx_model]._order

    @api.model
    def _get_parameters(self, docids, data):
        """What the reader must know to understand the figures.

        Extend the result of ``super()``, for example with a scheme and its version.

        :return: list of pairs, label and text
        """
        company = self.env.company
        if docids:
            selection = self.env._("%(count)s selected records", count=len(docids))
        else:
            domain = self._get_domain(docids, data)
            selection = self._describe_filter(domain)
        return [
            (self.env._("Report"), self._get_title()),
            (self.env._("Created by"), self.env.user.display_name),
            (
                self.env._("Created at"),
                f"{company._policy_now():%Y-%m-%d %H:%M} ({company.policy_tz})",
            ),
            (
                self.env._("Company"),
                ", ".join(self.env.companies.mapped("display_name")),
            ),
            (self.env._("Currency"), company.currency_id.name),
            (self.env._("Filter"), selection),
        ]

    @api.model
    def _describe_filter(self, domain):
        if Domain(domain).is_true():
            return self.env._("All records")
        return self.env["crm.policy.filter.words"]._describe(self._xlsx_model, domain)

    @api.model
    def _get_title(self):
        report_name = self._name.removeprefix("report.")
        report = self.env["ir.actions.report"]._get_report_from_name(report_name)
        return report.name or self._description

    # Writing

    def create_xlsx_report(self, docids, data):
        with self._open_xlsx_file(docids, data) as file:
            return file.read(), "xlsx"

    @api.model
    def _open_xlsx_file(self, docids, data):
        """Write the workbook to the disk.

        :return: the temporary file, open at its beginning; it is gone when closed
        """
        data = data or {}
        docids = self._get_docids(docids, data)
        with contextlib.ExitStack() as on_failure:
            file = on_failure.enter_context(tempfile.TemporaryFile(suffix=".xlsx"))
            # xlsxwriter keeps the rows in files here until the workbook is packed.
            with tempfile.TemporaryDirectory(prefix="xlsx-") as folder:
                options = {**self.get_workbook_options(), "tmpdir": folder}
                workbook = xlsxwriter.Workbook(file, options)
                self._write_workbook(workbook, docids, data)
                workbook.close()
            file.seek(0)
            on_failure.pop_all()
        return file

    def get_workbook_options(self):
        return {
            **super().get_workbook_options(),
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }

    def generate_xlsx_report(self, workbook, data, objs):
        self._write_workbook(workbook, objs.ids, data or {})

    @api.model
    def _get_docids(self, docids, data):
        """The selection, which comes in the address or, with options, in the context"""
        if docids or "domain" in data:
            return list(docids or [])
        return list(data.get("context", {}).get("active_ids") or [])

    @api.model
    def _write_workbook(self, workbook, docids, data):
        formats = Formats(workbook)
        parameters = self._get_parameters(docids, data)
        for sheet in self._get_sheets(docids, data):
            parameters += self._write_sheet(workbook, formats, sheet)
        write_parameters(workbook, formats, self.env._("Parameters"), parameters)

    @api.model
    def _write_sheet(self, workbook, formats, sheet):
        """:return: what the parameters sheet says about this sheet"""
        columns, hidden = self._split_columns(sheet)
        converters = [self._get_converter(sheet, column) for column in columns]
        writer = SheetWriter(workbook, formats, sheet.name, columns)
        for batch in self._get_batches(sheet, columns):
            writer.write_rows(self._convert_batch(converters, batch))
        result = writer.close(self.env._("Total"))
        notes = [(self.env._("Rows of %(sheet)s", sheet=sheet.name), str(result.rows))]
        if result.shortened:
            notes.append((self.env._("Texts shortened"), str(result.shortened)))
        if hidden:
            headers = ", ".join(column.header for column in hidden)
            notes.append((self.env._("Columns left out: no access"), headers))
        return notes

    # Reading

    @api.model
    def _split_columns(self, sheet):
        """Columns that the reader may see, and those of fields kept from the reader"""
        shown, hidden = [], []
        for column in sheet.columns:
            (shown if self._may_read(sheet, column) else hidden).append(column)
        return shown, hidden

    @api.model
    def _may_read(self, sheet, column):
        if not (sheet.model and column.field):
            return True
        models_of_path = (
            (self.env[field.model_name], field)
            for field in self._get_fields(sheet, column)
        )
        return all(
            model.has_access("read") and model._has_field_access(field, "read")
            for model, field in models_of_path
        )

    @api.model
    def _get_batches(self, sheet, columns):
        """Yield the raw rows in lists of at most ``BATCH_SIZE``."""
        if sheet.rows is None:
            yield from self._fetch_batches(self._get_query(sheet, columns))
            return
        rows = iter(sheet.rows)
        while batch := list(itertools.islice(rows, BATCH_SIZE)):
            yield batch

    @api.model
    def _get_query(self, sheet, columns):
        """The SELECT of a sheet: the ORM's own query, so that the access rules hold."""
        model = self.env[sheet.model].with_context(active_test=not sheet.archived)
        query = model._search(sheet.domain, order=sheet.order or model._order)
        values = [self._get_column_sql(model, query, column) for column in columns]
        return query.select(*values)

    @api.model
    def _get_column_sql(self, model, query, column):
        if column.sql:
            return column.sql(model, query.table, query)
        alias = query.table
        *path, name = column.field.split(".")
        for link in path:
            model, alias = self._join(model, alias, link, query)
        value = model._field_to_sql(alias, name, query)
        if self._is_local_time(column):
            # much faster here than row by row
            return SQL(
                "timezone(%s, timezone('UTC', %s))", self.env.company.policy_tz, value
            )
        name_field = self._get_name_field(model._fields[name])
        if not name_field:
            return value
        # sudo: the name of a linked record is shown with the record, as in any view
        comodel, coalias = model._fields[name].join(model.sudo(), alias, query)
        return comodel._field_to_sql(coalias, name_field, query)

    @api.model
    def _is_local_time(self, column):
        """Whether the database turns the time of a field into that of the policies"""
        return column.kind == "datetime" and not column.convert

    @api.model
    def _join(self, model, alias, link, query):
        """Join a linked record; one that the reader may not see gives empty cells."""
        comodel = self.env[model._fields[link].comodel_name]
        visible = comodel.with_context(active_test=False)._search(Domain.TRUE)
        coalias = query.make_alias(alias, f"{link}__visible")
        query.add_join(
            "LEFT JOIN",
            coalias,
            comodel._table,
            SQL(
                "%s = %s AND %s IN %s",
                model._field_to_sql(alias, link, query),
                SQL.identifier(coalias, "id"),
                SQL.identifier(coalias, "id"),
                visible.subselect(),
            ),
        )
        return comodel, coalias

    @api.model
    def _get_name_field(self, field):
        """Of a many2one field: what SQL can read as the name of the linked record.

        A path of translated names is stored in one language only.
        """
        if field.type != "many2one":
            return None
        comodel = self.env[field.comodel_name]
        if isinstance(comodel, self.env.registry["crm.policy.tree.mixin"]):
            return None
        for name in ("complete_name", comodel._rec_name):
            name_field = comodel._fields.get(name)
            if name_field and (name_field.store or name_field.inherited):
                return name
        return None

    @api.model
    def _get_field(self, sheet, column):
        """The field at the end of a column's path, None when there is none"""
        if not (sheet.model and column.field):
            return None
        return self._get_fields(sheet, column)[-1]

    @api.model
    def _get_fields(self, sheet, column):
        """The fields along a column's path"""
        model, path = self.env[sheet.model], []
        for name in column.field.split("."):
            path.append(model._fields[name])
            model = self.env.get(path[-1].comodel_name)
        return path

    @api.model
    def _fetch_batches(self, select):
        """Read a query through a cursor of the server: only one batch is in memory."""
        self.env.flush_query(select)
        cr = self.env.cr
        cursor = SQL.identifier(f"crm_policy_xlsx_{id(select)}")
        # By default the planner prefers the plan that brings the first rows soonest;
        # here all rows are wanted.
        cr.execute("SET LOCAL cursor_tuple_fraction = 1")
        cr.execute(SQL("DECLARE %s NO SCROLL CURSOR FOR %s", cursor, select))
        fetch = SQL("FETCH FORWARD %s FROM %s", BATCH_SIZE, cursor)
        while True:
            cr.execute(fetch)
            batch = cr.fetchall()
            if not batch:
                break
            yield batch
        cr.execute(SQL("CLOSE %s", cursor))

    # Converting

    @api.model
    def _convert_batch(self, converters, batch):
        """Turn raw values into cell values, a whole column of a batch at a time"""
        if not any(converters):
            return batch
        values = list(zip(*batch, strict=True))
        for index, convert in enumerate(converters):
            if convert:
                values[index] = convert(values[index])
        return zip(*values, strict=True)

    @api.model
    def _get_converter(self, sheet, column):
        """:return: ``f(values) -> values`` or None when the values are right as read"""
        if column.convert:
            return column.convert
        if column.kind == "bool":
            return self._convert_bool()
        if column.kind == "datetime" and not (sheet.model and column.field):
            return self._convert_datetimes()
        field = self._get_field(sheet, column)
        if field is None:
            return None
        if field.type == "boolean":
            return self._convert_bool()
        if field.type == "selection":
            return self._convert_selection(field)
        if field.type == "html":
            return self._convert_html
        if field.type == "many2one" and not self._get_name_field(field):
            return self._convert_many2one(field)
        return None

    @api.model
    def _convert_bool(self):
        """Words that are read and filtered in any language; no value stays empty"""
        words = {True: self.env._("Yes"), False: self.env._("No")}

        def convert(values):
            return [words.get(value) for value in values]

        return convert

    @api.model
    def _convert_datetimes(self):
        """From UTC, as the database has them, to the time zone of the policies"""
        zone = pytz.timezone(self.env.company.policy_tz)

        def convert(values):
            return [
                value and zone.fromutc(value).replace(tzinfo=None) for value in values
            ]

        return convert

    @api.model
    def _convert_selection(self, field):
        labels = dict(field._description_selection(self.env))

        def convert(values):
            return [labels.get(value, value) for value in values]

        return convert

    @api.model
    def _convert_html(self, values):
        return [value and html2plaintext(value) for value in values]

    @api.model
    def _convert_many2one(self, field):
        """Names that SQL cannot give, looked up once a batch"""
        # sudo: the name of a linked record is shown with the record, as in any view
        comodel = self.env[field.comodel_name].sudo()

        def convert(values):
            records = comodel.browse({value for value in values if value})
            names = {record.id: record.display_name for record in records}
            # The next batch brings other records: do not gather them all in the cache.
            comodel.invalidate_model()
            return [names.get(value) for value in values]

        return convert
