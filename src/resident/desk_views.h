/*
 * desk_views -- what the pages about households show.
 */
#pragma once

#include "sheet/form.h"
#include "web/web.h"

typedef struct HouseholdLine {
    Text link;
    Text number, group_name, head, address;
    Text people;
    bool closed;
} HouseholdLine;

typedef struct HouseholdLines {
    HouseholdLine *at;
    size_t len;
} HouseholdLines;

typedef struct HouseholdsView {
    Page page;
    Text place, link;
    Text words; /* of the search */
    bool may_manage;
    HouseholdLines households;
    Text next_link;
    bool later; /* not the first page */
} HouseholdsView;

typedef struct HouseholdPlace {
    Text link, name;
} HouseholdPlace;

/* Which village? */
typedef struct HouseholdPlacesView {
    Page page;
    Text title;
    struct {
        HouseholdPlace *at;
        size_t len;
    } places;
} HouseholdPlacesView;

typedef struct AccountOfHousehold {
    Text id, login, name;
} AccountOfHousehold;

typedef struct HouseholdView {
    Page page;
    Text place, list_link;
    Text action;
    bool is_new, may_manage, closed;
    Text stored_number, stored_head; /* for the heading, while others are typed */
    Text closed_on;
    Text number, group_name, head, people, address; /* as stored, or as typed */
    Text number_error, group_error, head_error, people_error, address_error;
    struct {
        AccountOfHousehold *at;
        size_t len;
    } accounts;
    Text login, login_error;
} HouseholdView;

typedef struct HouseholdImportLine {
    int64_t line;
    Text number, group_name, head, people, address;
    Text bad;
} HouseholdImportLine;

typedef struct HouseholdImportView {
    Page page;
    Text place, list_link, link;
    bool previewed;
    int64_t good, bad, added, changed, unchanged;
    bool cut; /* only the first rows, and bad ones, are listed */
    struct {
        HouseholdImportLine *at;
        size_t len;
    } lines;
    Text paste; /* the rows for the next step */
    SheetUpload upload;
} HouseholdImportView;
