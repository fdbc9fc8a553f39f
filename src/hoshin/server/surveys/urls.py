"""Addresses of surveys."""

from django.urls import path

from hoshin.server.surveys.views import design, looking, population, printing, questionnaires, samples, surveys

app_name = "surveys"

urlpatterns = [
    path("", surveys.surveys, name="list"),
    path("new/", surveys.new, name="new"),
    path("source/<int:source>/", surveys.of_source, name="of_source"),
    path("<int:survey>/", surveys.survey, name="survey"),
    path("<int:survey>/edit/", surveys.edit, name="edit"),
    path("<int:survey>/open/", surveys.open_it, name="open"),
    path("<int:survey>/close/", surveys.close, name="close"),
    path("<int:survey>/population/", population.population, name="population"),
    path("<int:survey>/design/", design.design, name="design"),
    path("<int:survey>/sample/", samples.sample, name="sample"),
    path("<int:survey>/sample/remove/", samples.remove, name="sample_remove"),
    path("<int:survey>/sample/mailed/", samples.mailed, name="sample_mailed"),
    path("<int:survey>/sample/reissue/", samples.reissue, name="sample_reissue"),
    path("<int:survey>/questionnaire/", questionnaires.questionnaire, name="questionnaire"),
    path("<int:survey>/questionnaire/texts/", questionnaires.texts, name="texts"),
    path("<int:survey>/questionnaire/add/", questionnaires.add, name="add"),
    path("<int:survey>/questionnaire/copy/", questionnaires.copy, name="copy"),
    path("<int:survey>/questionnaire/freeze/", questionnaires.freeze, name="freeze"),
    path("<int:survey>/questionnaire/compare/", looking.compare, name="compare"),
    path("<int:survey>/questionnaire/preview/", looking.preview, name="preview"),
    path("<int:survey>/questionnaire/print/", printing.print_page, name="print"),
    path("<int:survey>/questionnaire.pdf", printing.pdf, name="pdf"),
    path("<int:survey>/questions/<str:code>/", questionnaires.question, name="question"),
    path("<int:survey>/questions/<str:code>/move/", questionnaires.move, name="move"),
    path("<int:survey>/questions/<str:code>/remove/", questionnaires.remove, name="remove"),
]
