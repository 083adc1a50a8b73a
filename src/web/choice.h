/*
 * choice -- the reader's language and mode: asked for in the URL (and then remembered), remembered
 * in a cookie, or, for the language, told by the browser.
 */
#pragma once

#include "web/web.h"

enum { CHOICE_SECONDS = 365 * 24 * 3600 };

typedef struct Choice {
    Lang lang;
    bool elder;
} Choice;

/* From the cookies, and Accept-Language (RFC 9110 12.5.4) for the script; English only by choice,
 * which is what a program of the API makes with that header. */
Choice choice_of(Text cookie_header, Text accept_language, bool program);

/* ?lang= and ?mode= of this request change *choice and are remembered by cookies in res. */
void choice_asked(Ctx *ctx, const Request *req, Choice *choice, Response *res);

/* "zh-Hans" … and back; a browser's "zh-TW" or "en-GB" is understood, too. */
Text lang_code(Lang lang);
bool lang_parse(Text code, Lang *out);
