/*
 * project -- relocation, requisition and works, from the announcement to the last payment.
 *
 * A project belongs to a village, or to a township and then touches villages below it.  It has
 * stages; each is published before, during or after the work as a disclosure of V5 (relocation,
 * requisition) or V9 (works) at each village that it touches.  Whoever keeps the project enters
 * rows; the village hands a stage in, the township reviews it, as with every disclosure.
 *
 * A stage's table is made from the rows as they were on the day of which it tells (as_of): what is
 * signed or paid later does not change it.  What would change a table that was handed in needs
 * project_reopen() with a reason first, and the stage is handed in again, as a correction.
 *
 *   who reads                       what
 *   everybody                       stages, progress (signed ÷ all, paid ÷ all), works in full
 *   residents of a touched village  standards and sums of money, too
 *   the project's households        every household's compensation, too (what each family got)
 *   staff of the place              everything; staff of a touched village: of that village
 *
 * project_sight() decides it, and every reading function of this room asks it.  Before anything is
 * published, a project is NOT_FOUND for all but staff; lines are there for households from the
 * first published stage that tells them (Project.told).  The same households are the circle of the
 * project's disclosures (disclosure/affected.h), so that page, file, feed and API of the
 * disclosure follow.
 *
 * Money is fen, quantities are thousandths, days are Days.  `lock` is the version of the project
 * that the caller saw; CONFLICT when it has moved on.  Everything that is written is audited and
 * touches the project's place and the villages.
 *
 * Here: projects, stages, publication, checks.  Compensation and households: household.h; tenders
 * and payments: works.h; loaders: load.h.
 */
#pragma once

#include "disclosure/disclosure.h"

enum {
    PROJECT_NAME_CHARS_MAX = 40,
    PROJECT_TEXT_CHARS_MAX = 200, /* summary, ground, source, notes of stages */
    PROJECT_SHORT_CHARS_MAX = 60, /* building, agreement, unit, bidder, voucher, notes of rows */
    PROJECT_PLACES_MAX = 50,
    PROJECT_STAGES_MAX = 30,
    PROJECT_STANDARDS_MAX = 50,
    PROJECT_BUILDINGS_MAX = 300,
    PROJECT_ROWS_MAX = 5000, /* TABLE_ROWS_MAX: lines of one village */
    PROJECT_BIDS_MAX = 50,
    PROJECT_PAYMENTS_MAX = 500,
    PROJECT_CHANGES_MAX = 100,
    PROJECTS_PAGE = 50,
    PROJECT_SUMMARIES_MAX = 20,
    PROJECT_OWN_MAX = 50,       /* projects of one household */
    PROJECT_FINDINGS_MAX = 100, /* that are listed */
};

/* ---- words: name in API, database and sheets; title is a msgid; parse takes either ---- */

typedef enum ProjectKind {
    PROJECT_RELOCATION,  /* 房屋征收（搬迁） */
    PROJECT_REQUISITION, /* 土地征收 */
    PROJECT_WORKS,       /* 公益事业与工程 */
    PROJECT_KIND_COUNT
} ProjectKind;

const char *project_kind_name(ProjectKind kind); /* "relocation" */
const char *project_kind_title(ProjectKind kind);
bool project_kind_parse(Text word, ProjectKind *out);
/* "V5" or "V9": what its stages are published as. */
Text project_item(ProjectKind kind);

typedef enum StagePhase { PHASE_BEFORE, PHASE_DURING, PHASE_AFTER, PHASE_COUNT } StagePhase;

const char *stage_phase_name(StagePhase phase);  /* "before" */
const char *stage_phase_title(StagePhase phase); /* 事前 */
bool stage_phase_parse(Text word, StagePhase *out);

typedef enum TenderWay {
    TENDER_NONE,    /* not decided */
    TENDER_PUBLIC,  /* 公开招标 */
    TENDER_INVITED, /* 邀请招标 */
    TENDER_QUOTES,  /* 询价比价 */
    TENDER_DIRECT,  /* 直接委托 */
    TENDER_COUNT
} TenderWay;

const char *tender_way_name(TenderWay way); /* "quotes"; "" for none */
const char *tender_way_title(TenderWay way);
bool tender_way_parse(Text word, TenderWay *out); /* empty: none */

/* ---- the project ---- */

typedef struct ProjectTender {
    TenderWay way;
    OptInt day;      /* of the decision */
    Text contractor; /* the winner; empty: none yet */
    OptInt contract_fen;
    OptInt contract_day;
} ProjectTender;

typedef struct Project {
    int64_t id;
    RegionCode region; /* a village, or a township */
    ProjectKind kind;
    Text name;
    Text summary; /* what it is for, in plain words */
    Text ground;  /* 批准文号、依据 */
    Text source;  /* 资金来源 */
    OptInt budget_fen;
    OptInt finished_day;  /* a Day: it is over */
    RegionCodes places;   /* the villages that it touches, by code; of a village itself */
    ProjectTender tender; /* works */
    /* Sums of the rows. */
    int64_t buildings, households, signed_households, paid_households;
    int64_t total_fen;    /* compensation agreed or planned … */
    int64_t signed_fen;   /* … of households that signed … */
    int64_t paid_fen;     /* … and that were paid */
    int64_t changes_fen;  /* of the contract; may be negative */
    int64_t payments_fen; /* works */
    bool published;       /* something of it is, so everybody may know of it */
    bool told;            /* a table with its households is published */
    Text reopened;        /* why it is being changed after publication; empty: it is not */
    int64_t lock;
} Project;

typedef struct Projects {
    Project *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} Projects;

/* part ÷ whole in ten-thousandths, rounded down, so that 10000 is all of them; absent when there is
 * nothing to divide by. */
OptInt project_rate(int64_t part, int64_t whole);
/* What may be paid: contract and its changes; absent without a contract. */
OptInt project_contract_now_fen(const Project *project);

/* ---- who sees what ---- */

typedef enum ProjectSight {
    SIGHT_PROGRESS, /* everybody */
    SIGHT_TOTALS,   /* residents: standards and sums */
    SIGHT_LINES,    /* the project's own households: every household's lines */
    SIGHT_STAFF     /* everything */
} ProjectSight;

/* What the acting person sees of the part of a project at a place (0: of all of it). */
MUST_CHECK Status project_sight(Ctx *ctx, const Project *project, RegionCode place,
                                ProjectSight *out);

/* Who keeps projects of a place: CAN_KEEP_LEDGER at a village, CAN_EDIT_PROFILE at a township. */
bool project_may_manage(const Actor *actor, RegionCode region);
/* Who hands its stages in at a place that it touches: CAN_DRAFT there. */
bool project_may_hand_in(const Actor *actor, const Project *project, RegionCode place);

/* ---- reading ---- */

/* NOT_FOUND for others than staff while nothing is published.  Sums of money of compensation are 0
 * for those who do not see totals. */
MUST_CHECK Status project_get(Ctx *ctx, int64_t id, Project *out);
/* By name at exactly this place. */
MUST_CHECK Status project_find(Ctx *ctx, RegionCode region, Text name, Project *out);
/* Of a place, of those below it and, for a village, those of its township that touch it; newest
 * first; those only that the acting person may know of.  kind < 0: all.  INVALID ("cursor"). */
MUST_CHECK Status project_list(Ctx *ctx, RegionCode scope, int kind, Text cursor, Projects *out);

/* What is published of a stage at a place. */
typedef struct StageDisclosure {
    RegionCode place;
    int64_t id; /* of the disclosure; 0: not handed in here */
    DisclosureState state;
    int64_t revision; /* 0: nothing published */
    int64_t working;  /* the revision in hand; 0: none, or not for the acting person */
    OptInt as_of;     /* the Day of which its table tells */
    OptInt published_at, notice_until;
    Text explanation; /* of what the checks pointed out */
} StageDisclosure;

typedef struct StageDisclosures {
    StageDisclosure *at; /* one a place of the project, in the order of its places */
    size_t len;
} StageDisclosures;

typedef struct Stage {
    int64_t id;
    int64_t project;
    int64_t position; /* from 1 */
    Text name;        /* 签约 */
    StagePhase phase;
    OptInt planned_start, planned_end; /* Days */
    OptInt actual_start, actual_end;
    Text note; /* what happened; published */
    StageDisclosures disclosures;
} Stage;

typedef struct Stages {
    Stage *at;
    size_t len;
} Stages;

/* In their order.  Others than staff get only disclosures that are published. */
MUST_CHECK Status project_stages(Ctx *ctx, const Project *project, Stages *out);

/* For a region's figures: published relocations and requisitions there and below, newest first, at
 * most PROJECT_SUMMARIES_MAX. */
typedef struct ProjectSummary {
    int64_t id;
    RegionCode region;
    Text name;
    ProjectKind kind;
    int64_t buildings, households, signed_households, paid_households;
} ProjectSummary;

typedef struct ProjectSummaries {
    ProjectSummary *at;
    size_t len;
} ProjectSummaries;

MUST_CHECK Status project_summaries(Ctx *ctx, RegionCode scope, ProjectSummaries *out);

/* ---- writing: project_may_manage() at its region ---- */

/* id, sums, tender and lock are not read.  places: of a township's project villages below it; of a
 * village's none or itself.  It gets the stages that are usual for its kind, planned for no day.
 * INVALID: region, name (the place has it, too long), kind, summary, ground, source, budget,
 * places. */
MUST_CHECK Status project_create(Ctx *ctx, const Project *project, Project *out);
/* Name, summary, ground, source, budget_fen, finished_day and places.  INVALID as above; a place
 * with households or disclosures stays ("places"). */
MUST_CHECK Status project_update(Ctx *ctx, const Project *project, Project *out);
/* Throws away one that was never handed in. */
MUST_CHECK Status project_discard(Ctx *ctx, int64_t id, int64_t lock);

/* stage->id 0: a new one at stage->position (0: the last).  INVALID: name, phase, planned, actual
 * (a start after the end, an actual day in the future), note, stages (too many). */
MUST_CHECK Status project_put_stage(Ctx *ctx, int64_t id, int64_t lock, const Stage *stage,
                                    Project *out);
/* CONFLICT when it was handed in somewhere. */
MUST_CHECK Status project_remove_stage(Ctx *ctx, int64_t id, int64_t lock, int64_t stage,
                                       Project *out);

/* ---- publication ---- */

/* Hands a stage in at a place (project_may_hand_in()), made from the rows as they are today; one
 * that was handed in before is corrected when it differs.  INVALID: stage (it has not begun),
 * explanation (the checks point something out), and whatever the disclosure refuses; CONFLICT while
 * somebody reviews it, or nothing has changed. */
MUST_CHECK Status project_hand_in(Ctx *ctx, int64_t id, int64_t lock, int64_t stage,
                                  RegionCode place, Text explanation, Project *out);
/* Opens a project for changes of what was handed in; the reason is published with the corrections.
 * INVALID: reason.  It is closed by itself when all stages tell what the rows say. */
MUST_CHECK Status project_reopen(Ctx *ctx, int64_t id, int64_t lock, Text reason, Project *out);

/* What would be handed in, from the rows of now and as of a day; no permission asked: for whoever
 * previews, loads or checks.  as_of absent: today. */
MUST_CHECK Status project_stage_input(Ctx *ctx, const Project *project, const Stage *stage,
                                      RegionCode place, OptInt as_of, DisclosureInput *out);

/* ---- what the checks point out ---- */

typedef enum ProjectFindingKind {
    PF_AMOUNT,   /* is not quantity × standard */
    PF_STANDARD, /* is not the project's */
    PF_TWICE,    /* one family under two numbers */
    PF_UNKNOWN,  /* a number that the register does not have */
    PF_UNSIGNED, /* paid without, or before, signing */
    PF_BUDGET,   /* contract, compensation or payments above the budget */
    PF_CONTRACT, /* paid more than contract and changes */
    PF_EARLY,    /* nearly all of it paid before acceptance */
    PF_BIDS,     /* bids close to each other, too few, or not the lowest won */
    PF_COUNT
} ProjectFindingKind;

const char *project_finding_name(ProjectFindingKind kind); /* "amount" */

typedef struct ProjectFinding {
    ProjectFindingKind kind;
    int64_t household; /* id of the ProjectHousehold; 0: the whole project */
    Text sentence;
} ProjectFinding;

typedef struct ProjectFindings {
    ProjectFinding *at;
    size_t len;
    size_t count; /* all, also those not listed */
} ProjectFindings;

/* Staff only (DENIED): of the part at a place, 0: of all. */
MUST_CHECK Status project_findings(Ctx *ctx, const Project *project, RegionCode place,
                                   ProjectFindings *out);

/* How readers of sheets tell a problem of one cell. */
typedef void ProjectFault(void *arg, int column, Text why);

/* ---- for the command line and loaders (system only) ---- */

/* Recounts every project and compares what was handed in with its rows; each difference becomes a
 * sentence through `found`. */
MUST_CHECK Status project_check(Ctx *ctx, void (*found)(void *arg, Text sentence), void *arg);
