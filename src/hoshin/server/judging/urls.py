"""Addresses of judging."""

from django.urls import path, register_converter

from hoshin.server.judging.views import boards, code_sets, deciding
from hoshin.server.plans.views.frame import AddressConverter

register_converter(AddressConverter, "judged_plan")
app_name = "judging"

urlpatterns = [
    path("code-sets/", code_sets.home, name="code_sets"),
    path("code-sets/<int:organisation>/", code_sets.organisation, name="code_sets_of"),
    path("code-sets/<int:organisation>/new/", code_sets.edit, name="new_code_set"),
    path("code-sets/<int:organisation>/<int:code_set>/", code_sets.edit, name="code_set"),
    path("<judged_plan:address>/", boards.board, name="board"),
    path("<judged_plan:address>/<int:year>/<str:period>/<path:item>/", deciding.decide, name="decide"),
]
