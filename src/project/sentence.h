/*
 * sentence -- a project in sentences that villagers understand; of what the acting person may know.
 */
#pragma once

#include "project/household.h"

/* How far it is: "4 栋楼，149 户，149 户都签了。"; of works how much money: "预算 86,000.00
 * 元，合同 84,500.00 元，已付 50,000.00 元。" */
Text project_sentence(Ctx *ctx, ProjectKind kind, int64_t buildings, int64_t households,
                      int64_t signed_households);
Text project_works_sentence(Ctx *ctx, const Project *project);
/* One of the two. */
Text project_says(Ctx *ctx, const Project *project);

/* "36 户，签了 36 户，付了 12 户", of a building or plot. */
Text building_says(Ctx *ctx, const Building *building);

/* 楼栋 or 地块: what a project's households are grouped by. */
Text project_group_word(Lang lang, ProjectKind kind);

/* 2023年5月18日, in the reader's language. */
Text project_day(Ctx *ctx, Day day);
/* "2023年4月1日 到 2023年5月31日"; of one day only that; empty: neither is known. */
Text project_span(Ctx *ctx, OptInt start, OptInt end);

/* What waits: the first stage that has begun and is not public everywhere, and why.  Empty: nothing
 * waits. */
Text project_waits(Ctx *ctx, const Project *project, const Stages *stages);

bool stage_is_public(const StageDisclosure *disclosure);
