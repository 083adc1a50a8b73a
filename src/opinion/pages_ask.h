/*
 * pages_ask -- what the four steps of asking have in common.
 */
#pragma once

#include "opinion/ask.h"
#include "opinion/pages_shared.h"

/* A draft that is being written on this phone. */
typedef struct Asking {
    Text token;
    OpinionDraft draft;
    Region place;
} Asking;

typedef enum AskAt { AT_WHAT, AT_WHERE, AT_WHO, AT_CHECK, ASK_STEPS } AskAt;

/* What a draft is tied to, as the address or the form names it. */
typedef struct AskSource {
    OpinionSource source;
    int64_t id;
    Text field, value; /* "d", "e" or "notice" */
} AskSource;

/* NOT_FOUND: there is none (any more); ask_gone() says so. */
MUST_CHECK Status ask_open(Ctx *ctx, const Request *req, Asking *out);
MUST_CHECK Status ask_gone(Ctx *ctx, const Request *req, Response *res);

/* Page and head of a step. */
MUST_CHECK Status ask_begin(Ctx *ctx, const Request *req, Response *res, const Region *place,
                            AskAt at, Page *page, AskHead *head);
/* What it is about, in words, with a link; nothing for SOURCE_NONE.  NOT_FOUND when this reader may
 * not see it, or it belongs to another place. */
MUST_CHECK Status ask_source(Ctx *ctx, const Region *place, OpinionSource source, int64_t id,
                             AskHead *head);

/* Photographs of the draft. */
MUST_CHECK Status ask_photos(Ctx *ctx, Text token, AskPhotos *out);

/* "village" and so on as people say it: whom a report is about. */
Text ask_about_title(Lang lang, OpinionAbout about);
Text ask_open_title(Lang lang, bool open, bool sealed);

/* The handlers: pages_ask.c, pages_ask_where.c, pages_ask_who.c, pages_ask_check.c. */
Handler ask_where_page, ask_where, ask_photo;
Handler ask_who_page, ask_who;
Handler ask_check_page, ask_send;
