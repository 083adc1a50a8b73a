/*
 * views -- what the pages of residents show: registering, and 我的.
 */
#pragma once

#include "web/web.h"

typedef struct JoinPlace {
    Text link, name, above;
} JoinPlace;

typedef struct JoinPlaces {
    JoinPlace *at;
    size_t len;
} JoinPlaces;

/* Which village? */
typedef struct JoinPlacesView {
    Page page;
    Text words;
    bool searched;
    Text above; /* the township whose villages these are; empty: townships */
    JoinPlaces places;
} JoinPlacesView;

/* The two ways. */
typedef struct JoinView {
    Page page;
    Text place, link, slip;
    Text slip_error, phone, phone_error;
    bool proved; /* a phone was verified already */
} JoinView;

typedef struct JoinPerson {
    Text id, name, note;
    bool chosen;
} JoinPerson;

/* Who are you? */
typedef struct JoinWhoView {
    Page page;
    Text place, link;
    Text slip, household; /* with a slip */
    Text phone;           /* verified, masked; empty: none */
    bool signed_in;
    bool password_needed;
    struct {
        JoinPerson *at;
        size_t len;
    } people;
    Text name;
    bool keep;
    Text resident_error, name_error, password_error, other_error;
} JoinWhoView;

/* It is done, or it waits. */
typedef struct JoinDoneView {
    Page page;
    Text place, place_link, login;
    bool confirmed;
} JoinDoneView;

typedef struct MyVillage {
    Text name, link, household, person, ask_link;
} MyVillage;

typedef struct MyRequest {
    Text place, reason, again_link;
    bool refused;
    int forgets; /* after how many days without another try the account goes; 0: it stays */
} MyRequest;

typedef struct MyDevice {
    Text id, name, since, used;
    bool current;
} MyDevice;

typedef struct MyView {
    Page page;
    Text name, login, phone;
    bool staff;
    bool may_join; /* belongs nowhere yet and has not asked to */
    struct {
        MyVillage *at;
        size_t len;
    } villages;
    struct {
        MyRequest *at;
        size_t len;
    } requests;
    struct {
        MyDevice *at;
        size_t len;
    } devices;
    int64_t unread;
} MyView;

typedef struct MyPasswordView {
    Page page;
    bool has_password;
    Text old_error, new_error;
} MyPasswordView;

typedef struct MyLeaveView {
    Page page;
    Text error;
} MyLeaveView;
