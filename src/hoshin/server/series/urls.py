"""Addresses of series."""

from django.urls import path

from hoshin.server.series.views import defining, importing, measuring, reading

app_name = "series"

urlpatterns = [
    path("", reading.index, name="index"),
    path("new/", defining.define, name="define"),
    path("<int:series>/", reading.page, name="page"),
    path("<int:series>/definition/", defining.edit, name="edit"),
    path("<int:series>/table/", importing.take_in, name="take_in"),
    path("<int:series>/figure/", importing.enter, name="enter"),
    path("<int:series>/crimes/", importing.crimes, name="crimes"),
    path("<int:series>/final/", importing.confirm, name="confirm"),
    path("<int:series>/close/", measuring.close, name="close"),
    path("<int:series>/indicators/", measuring.attach, name="attach"),
    path("<int:series>/imports/<int:batch>/", importing.batch, name="batch"),
    path("<int:series>/imports/<int:batch>/settle/", importing.settle, name="settle"),
    path("<int:series>/imports/<int:batch>/back/", importing.take_back, name="take_back"),
]
