# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json
import os

from werkzeug.wsgi import wrap_file

from odoo.http import Response, request, route

from odoo.addons.report_xlsx.controllers.main import ReportController

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PolicyReportController(ReportController):
    @route()
    def report_routes(self, reportname, docids=None, converter=None, **data):
        """Send the suite's own Excel reports from the disk, never through memory"""
        if converter == "xlsx" and self._is_streaming_report(reportname):
            return self._stream_xlsx(reportname, docids, data)
        return super().report_routes(reportname, docids, converter, **data)

    def _is_streaming_report(self, reportname):
        report_model = request.env.get(f"report.{reportname}")
        return report_model is not None and hasattr(report_model, "_open_xlsx_file")

    def _stream_xlsx(self, reportname, docids, data):
        ids = [int(docid) for docid in (docids or "").split(",") if docid.isdigit()]
        data.update(json.loads(data.pop("options", "{}")))
        data["context"] = json.loads(data.get("context") or "{}")
        report_model = request.env[f"report.{reportname}"]
        report_model = report_model.with_context(**data["context"])
        file = report_model._open_xlsx_file(ids, data)
        size = os.fstat(file.fileno()).st_size
        response = Response(
            wrap_file(request.httprequest.environ, file),
            content_type=XLSX_TYPE,
            headers=[("Content-Length", str(size))],
            direct_passthrough=True,
        )
        response.call_on_close(file.close)
        return response
