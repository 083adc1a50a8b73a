/*
 * desk_parts -- what the desk's pages about opinions have in common: links, deadlines in words,
 * rows of a list.
 */
#pragma once

#include "disclosure/desk_parts.h"
#include "opinion/desk_views.h"
#include "opinion/queue.h"

/* "/desk/opinion/ID" and "/desk/opinions/CODE" with what follows. */
Text opinion_desk_link(Arena *arena, int64_t id, const char *below);
Text opinions_desk_link(Arena *arena, RegionCode code, const char *below);

/* The name of a place; its code when it is unknown. */
Text opinion_place_name(Ctx *ctx, RegionCode code);

/* How the clock stands: what is due next and when, or how it ended. */
void opinion_due(Ctx *ctx, const Opinion *opinion, OpinionDue *out);
/* Where it comes from (异议, 问账), and what happened to it (上级督办, 重新办理 …). */
void opinion_tags(Ctx *ctx, const Opinion *opinion, OpinionTags *out);

/* A list of a place, which is named only where it is another; a report of misconduct shows nothing
 * but its number and day. */
void opinion_rows(Ctx *ctx, const Page *page, RegionCode here, const Opinions *opinions,
                  OpinionRows *out);

/* What an office has to answer or settle before the day ends, or should have: the longest overdue
 * first, at most OPINIONS_URGENT_MAX. */
enum { OPINIONS_URGENT_MAX = 30 };
MUST_CHECK Status opinion_urgent(Ctx *ctx, RegionCode office, Opinions *out);
bool opinion_is_urgent(const Ctx *ctx, const Opinion *opinion);

/* "今天要答复 2 件，逾期 1 件", or that nothing is urgent; *urgent_out: something is overdue. */
Text opinion_counts_words(Ctx *ctx, const OpinionCounts *counts, bool *urgent_out);

/* The {code} of the path, as a place that exists. */
MUST_CHECK Status opinion_desk_place(Ctx *ctx, const Request *req, Region *out);

/* Crumbs: 群众意见 › the place's list. */
void opinion_crumbs(Ctx *ctx, Page *page, Text place, Text link);

/* What decides which forms there are. */
typedef struct OpinionRights {
    bool handles;      /* may act for the office that has it, or for one above, and it is open */
    bool acts;         /* … also when it is at an end */
    RegionCode acting; /* for which office */
    bool above;        /* … which is above the one that has it */
    bool township;     /* … a township or higher: not the village that is spoken of */
    bool consents;     /* may grant more time to the office that has it */
    bool inspects;     /* reads it as an inspector */
    bool visits;
    bool open;   /* received or in hand */
    bool sealed; /* a report of misconduct: no office, no board */
    bool has_photos;
    size_t named; /* whom it is about */
} OpinionRights;

/* desk_choices.c: what a field offers to choose from. */
MUST_CHECK Status opinion_field_choices(Ctx *ctx, const Opinion *opinion,
                                        const OpinionRights *rights, DeedField *field);

/* ---- desk_forms.c: what the acting person may do with one now, as forms ---- */

/* Fills view->main, ->other and ->nothing; deed: the one whose form was sent and came back with
 * problems or a conflict (NULL: none), its fields hold what was typed. */
MUST_CHECK Status opinion_forms(Ctx *ctx, const Request *req, const Opinion *opinion,
                                const char *deed, OpinionOneView *view);

/* ---- desk_one.c ---- */

/* The page about one. */
MUST_CHECK Status opinion_show(Ctx *ctx, const Request *req, Response *res, const Opinion *opinion,
                               const char *deed, bool conflict);
/* The {id} of the path; not for those who see no more than readers do, nor sealed ones. */
MUST_CHECK Status opinion_desk_open(Ctx *ctx, const Request *req, Opinion *out);

Handler opinion_one_page, opinion_look_deed;    /* desk_one.c */
Handler opinion_photo_page, opinion_thumb_page; /* desk_photo.c */
Handler opinion_deed;                           /* desk_deeds.c: all the forms of one */
