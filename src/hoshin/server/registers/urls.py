"""Addresses of registers."""

from django.urls import path

from hoshin.server.registers.views import closing, comparing, defining, entering, files, listing, pasting

app_name = "registers"

urlpatterns = [
    path("", listing.register_list, name="list"),
    path("new/", defining.define, name="define"),
    path("source/<int:source>/", listing.of_source, name="source"),
    path("<int:register>/", listing.register, name="register"),
    path("<int:register>/fields/", defining.change, name="fields"),
    path("<int:register>/enter/", entering.enter, name="enter"),
    path("<int:register>/paste/", pasting.paste, name="paste"),
    path("<int:register>/duplicates/", comparing.duplicates, name="duplicates"),
    path("<int:register>/close/", closing.close, name="close"),
    path("<int:register>/export.csv", files.export, name="export"),
    path("<int:register>/files/<int:file>/", files.attachment, name="attachment"),
    path("<int:register>/entries/<int:number>/", listing.entry, name="entry"),
    path("<int:register>/entries/<int:number>/correct/", entering.correct, name="correct"),
    path("<int:register>/entries/<int:number>/withdraw/", entering.withdraw, name="withdraw"),
    path("<int:register>/entries/<int:number>/restore/", entering.restore, name="restore"),
]
