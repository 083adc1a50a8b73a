/*
 * slips -- slips of paper to be cut out, several a page, and a sheet for the wall, each with a QR
 * code: as a PDF.
 */
#pragma once

#include "base/status.h"
#include "base/text.h"

enum { SLIP_LINES = 2, SLIPS_PDF_BYTES_MAX = 32 * 1024 * 1024 };

/* One slip: what is empty is left out. */
typedef struct PaperSlip {
    Text title;             /* 鲍家村 */
    Text number, number_is; /* "101", "户号" */
    Text owner, owner_is;   /* "王*国", "户主" */
    Text code, code_is;     /* "ABCD-EFGH-JK", "注册码" */
    Text link;              /* in the QR code */
    Text how[SLIP_LINES];   /* what to do with it */
} PaperSlip;

/* The PDF of slips, A4, ten a page, in arena.  FAULT (logged) when it cannot be drawn or becomes
 * larger than SLIPS_PDF_BYTES_MAX. */
MUST_CHECK Status slips_pdf(Arena *arena, const PaperSlip *slips, size_t len, Text *pdf_out);

/* One sheet of A4 for the wall: what is empty is left out. */
typedef struct PaperWall {
    Text place; /* 鲍家村, in the largest letters */
    Text title; /* what the code is for */
    Text link;  /* in the QR code, and written below it for who types */
    Text bring; /* one sentence: what is needed */
    Text help;  /* … and for who has none */
} PaperWall;

/* Its PDF in arena; FAULT (logged) as above, or when the link is longer than QR_BYTES_MAX. */
MUST_CHECK Status wall_pdf(Arena *arena, const PaperWall *wall, Text *pdf_out);
