/*
 * desk_views -- what the desk's pages about accounts and the audit trail show.
 */
#pragma once

#include "sheet/form.h"
#include "web/web.h"

/* A role at a place, in words. */
typedef struct GrantRow {
    Text role;   /* name, for the form */
    Text region; /* code, for the form */
    Text words;  /* 村(社区)管理员 · 鲍家洼子社区 */
    bool own;    /* within the acting person's scope: may be taken */
} GrantRow;

typedef struct GrantList {
    GrantRow *at;
    size_t len;
} GrantList;

typedef struct AccountLine {
    Text link;
    Text login, name, phone;
    GrantList grants;
    bool disabled;
    bool must_change;
} AccountLine;

typedef struct AccountsView {
    Page page;
    Text words; /* of the search */
    struct {
        AccountLine *at;
        size_t len;
    } accounts;
    Text next_link;
    bool later; /* not the first page */
} AccountsView;

/* A choice of a select or of radio buttons. */
typedef struct AccountChoice {
    Text value;
    Text words;
    bool chosen;
} AccountChoice;

typedef struct AccountChoices {
    AccountChoice *at;
    size_t len;
} AccountChoices;

/* Where a role is given: typed as code or name; several places of that name are offered. */
typedef struct PlacePick {
    Text typed;
    Text error;
    AccountChoices places;
} PlacePick;

typedef struct NewAccountView {
    Page page;
    Text login, name, phone; /* as typed */
    Text login_error, name_error, phone_error, role_error;
    AccountChoices roles;
    PlacePick place;
} NewAccountView;

/* One account; with a first password right after it was made. */
typedef struct AccountView {
    Page page;
    Text id;
    Text login, name, phone, since;
    bool disabled, must_change, self;
    GrantList grants;
    Text grant_error;
    AccountChoices roles;
    PlacePick place;
    Text first_password; /* absent but once */
    Text audit_link;
} AccountView;

typedef struct AuditRowView {
    Text when;
    Text who, who_link;
    Text where;
    Text what, detail;
    Text link; /* to what it was done; may be absent */
} AuditRowView;

typedef struct AuditView {
    Page page;
    Text whose; /* only this person's; absent: everybody's */
    struct {
        AuditRowView *at;
        size_t len;
    } lines;
    Text next_link;
    bool later;
} AuditView;

/* A line of a sheet of accounts. */
typedef struct ImportLine {
    int64_t line;
    Text login, name, phone, role, region;
    Text password; /* result page */
    Text bad;      /* why not; absent: fine */
} ImportLine;

typedef struct AccountImportView {
    Page page;
    SheetUpload upload;
    Text password_error;
    Text paste;    /* the sheet as text, carried from the preview to the import */
    Text password; /* the common first password; empty: one each */
    bool previewed;
    bool done;
    bool common; /* one password for all was typed */
    struct {
        ImportLine *at;
        size_t len;
    } lines;
    int64_t good, bad, hidden;
    Text file; /* result: names and first passwords as CSV */
} AccountImportView;
