/*
 * desk_report_views -- what the desk's pages with the monthly report show.
 */
#pragma once

#include "web/web.h"

typedef struct ReportRowView {
    Text title, unit, definition;
    Text now, before, year_before;
    Text change, year_change;
} ReportRowView;

typedef struct ReportPlaceView {
    Text name, link; /* of its own report */
    Text due, on_time, rate, missing;
    Text received, resolved, open;
} ReportPlaceView;

typedef struct ReportPlacesView {
    ReportPlaceView *at;
    size_t len;
} ReportPlacesView;

typedef struct ReportView {
    Page page;
    Text title, month, office;
    Text previous_link, next_link;
    Text sheet_link, paper_link;
    bool unfinished;
    bool internal; /* has what only some may know */
    struct {
        Text *at;
        size_t len;
    } summary;
    struct {
        ReportRowView *at;
        size_t len;
    } rows;
    ReportPlacesView places;
} ReportView;

typedef struct ReportChoiceView {
    Page page;
    ReportPlacesView places;
} ReportChoiceView;
