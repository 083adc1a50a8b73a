/*
 * desk_edit_views -- what the editor, the preview and the forms after publication show.
 */
#pragma once

#include "disclosure/desk_views.h"
#include "disclosure/detail.h"

typedef struct EditHead {
    Text name;
    Text note; /* 必填, who may see it; may be empty */
    const char *css;
} EditHead;

typedef struct EditCell {
    Text name;  /* cell[ROW][COLUMN], also its id */
    Text label; /* for narrow screens and screen readers */
    Text value;
    const char *type; /* of the input */
    const char *mode; /* inputmode */
    const char *css;
    bool yesno; /* a select */
    bool yes, no;
    DeskChoices choices; /* a select, too; none: anything can be typed */
    Text error;
} EditCell;

typedef struct EditRow {
    Text number; /* from 1 */
    Text remove; /* value of the button */
    struct {
        EditCell *at;
        size_t len;
    } cells;
} EditRow;

typedef struct EditFile {
    Text id;
    Text name;
    Text size;
    Text state; /* 正在处理 … */
    const char *tag_css;
    Text why;      /* refused: why */
    Text audience; /* who may see it */
    Text link, thumb;
    Text remove; /* value of the button */
} EditFile;

typedef struct EditFiles {
    EditFile *at;
    size_t len;
} EditFiles;

typedef struct EditView {
    Page page;
    DeskHead head;
    Text draft_key; /* under which the browser keeps what is typed */
    bool overtaken; /* somebody else saved meanwhile */
    bool report, nil, exception, correcting;
    Text title, summary, body, reason, review_on;
    Text title_error, summary_error, body_error, reason_error, review_error, period_error;
    DeskChoices periods; /* empty: cannot be changed */
    Text event_day;      /* absent: not by day */
    bool has_table;
    bool keeps_table; /* too long to be typed: edited by sheet */
    bool can_copy;
    int64_t row_count;
    Text table_error;
    struct {
        EditHead *at;
        size_t len;
    } heads;
    struct {
        EditRow *at;
        size_t len;
    } rows;
    EditFiles files;
    Text file_error;
    DeskChoices audiences;
    DeskSteps steps;
} EditView;

/* ---- where something stands that is not being written ---- */

typedef struct StandView {
    Page page;
    DeskHead head;
    DeskSteps steps;
    EditFiles files;
    Text preview_link;
    Text review_link;   /* absent: not for this person, or not now */
    Text correct_link;  /* … */
    Text withdraw_link; /* … */
} StandView;

/* ---- the preview ---- */

typedef struct PersonalRow {
    Text where; /* in words */
    Text what;  /* 手机号 */
    Text masked;
} PersonalRow;

typedef struct PersonalRows {
    PersonalRow *at;
    size_t len;
} PersonalRows;

typedef struct PreviewView {
    Page page;
    DeskHead head;
    DeskChoices readers; /* value: link */
    Text reader_words;
    DetailView detail;
    bool editable;
    PersonalRows personal;
    EditFiles files;
    bool pending_files, refused_files;
    Text submit_error;
    Text next; /* 提交后由谁办 */
} PreviewView;

/* ---- correcting and withdrawing ---- */

typedef struct ReasonView {
    Page page;
    DeskHead head;
    bool withdraw;
    Text reason, reason_error;
    Text action;
} ReasonView;
