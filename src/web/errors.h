/*
 * errors -- the page that says, in plain words, why there is no page.
 */
#pragma once

#include "web/web.h"

typedef struct ErrorView {
    Page page;
    Text heading;
    Text sentence;
    Text back; /* where to try again; absent: nowhere */
    bool sign_in;
} ErrorView;
