"""Addresses of plans. A plan's is its organisation and fiscal year, an item's its id: both outlive renumbering."""

from django.urls import path, register_converter

from hoshin.server.accounts.access import public
from hoshin.server.plans.views import desk, originals, reading, searching, settling, sheets, uploading
from hoshin.server.plans.views.frame import AddressConverter
from hoshin.server.ui.views import accessibility

app_name = "plans"
register_converter(AddressConverter, "address")

urlpatterns = [
    path("", reading.home, name="home"),
    path("search/", searching.search, name="search"),
    path("about/accessibility/", public(accessibility), name="accessibility"),
    path("plans/<address:address>/", reading.plan, name="plan"),
    path("plans/<address:address>/budget/", reading.budget, name="budget"),
    path("plans/<address:address>/problems/", settling.problems, name="problems"),
    path("plans/<address:address>/problems/<int:problem>/", settling.settle, name="settle_problem"),
    path("plans/<address:address>/problems/<int:problem>/reopen/", settling.reopen, name="reopen_problem"),
    path("plans/<address:address>/revisions/", reading.revisions, name="revisions"),
    path("plans/<address:address>/items/<path:item>/", reading.item, name="item"),
    path("plans/<address:address>/indicators/<path:item>/", reading.indicator, name="indicator"),
    path("desk/", desk.desk, name="desk"),
    path("desk/upload/", uploading.upload, name="upload"),
    path("desk/upload/<str:token>/", uploading.compare, name="upload_compare"),
    path("desk/plans/<address:address>/", desk.plan, name="desk_plan"),
    path("desk/plans/<address:address>/texts/", sheets.sheet, name="desk_texts"),
    path("desk/plans/<address:address>/reason/", desk.reason, name="desk_reason"),
    path("desk/plans/<address:address>/publish/", desk.publish, name="desk_publish"),
    path("desk/plans/<address:address>/originals/<int:upload>/", originals.original, name="desk_original"),
    path("desk/plans/<address:address>/preview/", sheets.preview_target, name="preview_target"),
    path("desk/plans/<address:address>/add/", desk.add, name="desk_add"),
    path("desk/plans/<address:address>/move/<path:item>/", desk.move, name="desk_move"),
    path("desk/plans/<address:address>/remove/<path:item>/", desk.remove, name="desk_remove"),
    path("desk/plans/<address:address>/restore/<path:item>/", desk.restore, name="desk_restore"),
    path("desk/plans/<address:address>/assign/<path:item>/", desk.assign, name="desk_assign"),
    path("desk/plans/<address:address>/items/<path:item>/", sheets.sheet, name="desk_item"),
]
