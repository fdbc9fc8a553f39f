"""Addresses of responses: those of respondents, which hold a one-time code, and those of staff under `survey/`."""

from django.urls import path

from hoshin.server.responses.views import answering, closing, conflicts, importing, keying, monitor, results

app_name = "responses"

urlpatterns = [
    path("answer/", answering.answer, name="answer"),
    path("language/", answering.language, name="language"),
    path("open/<int:survey>/", answering.begin_open, name="open"),
    path("a/<str:token>/", answering.begin, name="begin"),
    path("a/<str:token>/<int:number>/", answering.question, name="question"),
    path("a/<str:token>/review/", answering.review, name="review"),
    path("a/<str:token>/receipt/", answering.receipt, name="receipt"),
    path("survey/<int:survey>/", monitor.monitor, name="monitor"),
    path("survey/<int:survey>/texts/", monitor.texts, name="texts"),
    path("survey/<int:survey>/keying/", keying.desk, name="keying"),
    path("survey/<int:survey>/keying/<str:number>/", keying.sheet, name="key_sheet"),
    path("survey/<int:survey>/keying/<str:number>/compare/", keying.compare, name="compare"),
    path("survey/<int:survey>/conflicts/", conflicts.conflicts, name="conflicts"),
    path("survey/<int:survey>/conflicts/<int:member>/", conflicts.settle, name="settle_conflict"),
    path("survey/<int:survey>/imports/", importing.imports, name="imports"),
    path("survey/<int:survey>/imports/<int:batch>/", importing.import_batch, name="import_batch"),
    path("survey/<int:survey>/imports/file/<str:token>/", importing.import_file, name="import_file"),
    path("survey/<int:survey>/closing/", closing.closing, name="closing"),
    path("survey/<int:survey>/results/", results.results, name="results"),
    path("survey/<int:survey>/results/changes/", results.changes, name="result_changes"),
    path("survey/<int:survey>/results/cross/", results.cross, name="result_cross"),
    path("survey/<int:survey>/results/file/<str:kind>/", results.file, name="result_file"),
    path("survey/<int:survey>/results/q/<str:code>/", results.question, name="result_question"),
    path("results/<int:survey>/", results.public_page, name="public_results"),
    path("results/<int:survey>/file/<str:kind>/", results.public_file, name="public_file"),
    path("results/<int:survey>/q/<str:code>/", results.public_question, name="public_question"),
    path("<str:token>/", answering.short, name="short"),
]
