/*
 * views -- what the account pages show.
 */
#pragma once

#include "web/web.h"

typedef struct SignInView {
    Page page;
    Text login; /* as typed */
    Text back;  /* where to go afterwards */
    Text error; /* at the password */
    Text phone, phone_error;
    bool keep;
} SignInView;

/* The six digits; also on the way to registering. */
typedef struct SignInCodeView {
    Page page;
    Text phone, back, slip;
    Text action, again, other; /* where the forms go, and the way to another number */
    bool keep;
    Text error, again_error;
} SignInCodeView;

typedef struct TokenRow {
    Text id;
    Text name;
    Text created;
    Text expires;
} TokenRow;

/* The own account: password, tokens, sign out everywhere. */
typedef struct MeView {
    Page page;
    Text login;
    Text name;
    bool must_change;
    Text old_error, new_error; /* of the password form */
    Text token_error;          /* of the token form */
    Text token_name;           /* as typed */
    Text fresh_token;          /* shown once */
    struct {
        Text *at;
        size_t len;
    } roles;
    struct {
        TokenRow *at;
        size_t len;
    } tokens;
} MeView;
