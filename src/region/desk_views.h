/*
 * desk_views -- what the desk's pages about places show.
 */
#pragma once

#include "web/web.h"

typedef struct PlaceLine {
    Text link;
    Text code, name;
    Text above; /* the place above; in search results */
    bool closed;
} PlaceLine;

typedef struct PlaceLines {
    PlaceLine *at;
    size_t len;
} PlaceLines;

typedef struct PlacesView {
    Page page;
    Text words; /* of the search */
    PlaceLines places;
} PlacesView;

typedef struct ContactRow {
    Text name, post, duty, phone;
} ContactRow;

typedef struct PastRow {
    Text day;
    Text sentence, note;
    Text link; /* to the other place; may be absent */
} PastRow;

typedef struct PlaceView {
    Page page;
    Text name, code;
    Text public_link;
    bool closed;
    Text successor_link, successor_name;
    bool may_edit;   /* the profile */
    bool may_change; /* rename, move, close */
    bool may_move;   /* villages only */
    bool may_close;
    /* The profile as stored, or as typed. */
    Text households, people, area_mu, intro, phone, address, map_x, map_y;
    Text households_error, people_error, area_error, intro_error, phone_error, address_error;
    Text map_error, contacts_error, picture_error;
    struct {
        ContactRow *at;
        size_t len;
    } contacts;
    Text picture; /* URL; absent: none */
    bool picture_waiting;
    PlaceLines children;
    Texts aliases;
    Text alias_error, alias;
    struct {
        PastRow *at;
        size_t len;
    } past;
} PlaceView;

typedef struct PlaceChoice {
    Text code, words;
} PlaceChoice;

/* Rename, move or close: the form, and then what is about to happen. */
typedef struct ChangeView {
    Page page;
    Text name, code;
    Text action; /* where the form goes */
    bool renames, moves, closes;
    bool checking;                                 /* the second step: look it over */
    Text new_name, new_code, successor, day, note; /* as typed */
    Text name_error, code_error, successor_error, day_error, note_error, region_error;
    Text township_name, successor_name; /* checking */
    struct {
        PlaceChoice *at;
        size_t len;
    } choices; /* several places have the successor's name */
} ChangeView;
