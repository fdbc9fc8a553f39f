"""Addresses of cases. A case's is its random code."""

from django.urls import path

from hoshin.server.cases.views import closing, defining, listing, opening

app_name = "cases"

urlpatterns = [
    path("", listing.register_list, name="list"),
    path("new/", defining.define, name="define"),
    path("source/<int:source>/", listing.of_source, name="source"),
    path("<int:register>/", listing.register, name="register"),
    path("<int:register>/settings/", defining.change, name="settings"),
    path("<int:register>/search/", listing.search, name="search"),
    path("<int:register>/cohort/", closing.cohort, name="cohort"),
    path("<int:register>/new/", opening.new, name="new"),
    path("<int:register>/case/<slug:code>/", opening.case, name="case"),
    path("<int:register>/case/<slug:code>/edit/", opening.edit, name="edit"),
    path("<int:register>/case/<slug:code>/move/", opening.move, name="move"),
    path("<int:register>/case/<slug:code>/take-back/", opening.take_back, name="take_back"),
    path("<int:register>/case/<slug:code>/erase/", opening.erase, name="erase"),
]
