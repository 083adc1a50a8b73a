/*
 * What an office has to do: lists and their pages, counts, figures of days, standard answers.
 */
#include "harness.h"

#include "db.h"

#include "opinion_life.h"

static int64_t
listed(Ctx *ctx, const Actor *actor, RegionCode place, OpinionView view)
{
    Opinions list;
    Status status;

    act_as(ctx, actor);
    status = opinion_queue(ctx, place, view, T(""), &list);
    return status == OK ? (int64_t)list.len : -(int64_t)status;
}

OPINION_TEST(each_list_has_what_belongs_there)
{
    OpinionSent ours = send_named(ctx), higher = send_phone(ctx), done = send_phone(ctx),
                late = send_anonymous(ctx), risk = send_anonymous(ctx);

    (void)send_sealed(ctx, ABOUT_VILLAGE);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_pass(ctx, higher.id, 1, TOWNSHIP_CODE, T("请街道办")), OK);
    CHECK_STATUS(reply_as(ctx, &clerk, done.id, true), OK);
    CHECK_STATUS(reply_as(ctx, &clerk, ours.id, false), OK);
    CHECK_STATUS(opinion_petition(ctx, risk.id, 1, false), OK);
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_OURS), 3);
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_OPEN), 4);
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_OVERDUE), 0);
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_VISITS), 1);
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_DONE), 1);
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_PETITION), 1);
    CHECK_INT(listed(ctx, &grid, VILLAGE, VIEW_VISITS), 1);
    CHECK_INT(listed(ctx, &reviewer, TOWNSHIP_CODE, VIEW_OURS), 1);
    CHECK_INT(listed(ctx, &reviewer, TOWNSHIP_CODE, VIEW_OPEN), 4);
    CHECK_INT(listed(ctx, &district, DISTRICT_CODE, VIEW_OPEN), 4);
    CHECK_INT(listed(ctx, &district, DISTRICT_CODE, VIEW_DONE), 1);
    CHECK_INT(listed(ctx, &inspector, DISTRICT_CODE, VIEW_SEALED), 1);
    CHECK_INT(listed(ctx, &township_inspector, TOWNSHIP_CODE, VIEW_SEALED), 1);
    ctx->now += SECONDS_PER_DAY;
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_OVERDUE), 3); /* without an answer */
    CHECK_STATUS(reply_as(ctx, &clerk, late.id, false), OK);
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_OVERDUE), 2);
    ctx->now += 7 * SECONDS_PER_DAY;
    CHECK_INT(listed(ctx, &clerk, VILLAGE, VIEW_OVERDUE), 4);
}

OPINION_TEST(lists_are_for_those_of_the_place)
{
    for (int view = 0; view < OPINION_VIEWS; view++) {
        bool seals = view == VIEW_SEALED, visits = view == VIEW_VISITS;

        ROW(opinion_view_name((OpinionView)view));
        CHECK_INT(listed(ctx, NULL, VILLAGE, (OpinionView)view), -DENIED);
        CHECK_INT(listed(ctx, &resident, VILLAGE, (OpinionView)view), -DENIED);
        CHECK_INT(listed(ctx, &leader, VILLAGE, (OpinionView)view), -DENIED);
        CHECK_INT(listed(ctx, &oper, VILLAGE, (OpinionView)view), -DENIED);
        CHECK_INT(listed(ctx, &other_clerk, VILLAGE, (OpinionView)view), -DENIED);
        CHECK_INT(listed(ctx, &clerk, TOWNSHIP_CODE, (OpinionView)view), -DENIED);
        CHECK_INT(listed(ctx, &grid, VILLAGE, (OpinionView)view), visits ? 0 : -DENIED);
        CHECK_INT(listed(ctx, &clerk, VILLAGE, (OpinionView)view), seals ? -DENIED : 0);
        CHECK_INT(listed(ctx, &district, DISTRICT_CODE, (OpinionView)view), seals ? -DENIED : 0);
        CHECK_INT(listed(ctx, &inspector, DISTRICT_CODE, (OpinionView)view), 0);
        if (seals)
            CHECK_INT(listed(ctx, &actor_system, DISTRICT_CODE, (OpinionView)view), -DENIED);
    }
}

/* Every one once, over pages; among those that the reader may not see, too. */
OPINION_TEST(pages_follow_each_other)
{
    enum { MANY = 75 };
    static const OpinionView views[] = {VIEW_OURS, VIEW_OPEN, VIEW_OVERDUE, VIEW_VISITS, VIEW_DONE};
    OpinionSent sent;

    for (int i = 0; i < MANY; i++) {
        OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

        draft.sender = SENDER_PHONE;
        draft.phone = text_printf(ctx->arena, "138001380%02d", i);
        draft.subject = i % 5 == 0 ? T("不认识的人") : T("");
        ctx->now += i % 3;
        sent = send_draft(ctx, NULL, &draft);
        draft.phone = text_printf(ctx->arena, "139001380%02d", i);
        sent = send_draft(ctx, NULL, &draft);
        CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    }
    ctx->now += SECONDS_PER_DAY;
    for (size_t v = 0; v < sizeof views / sizeof views[0]; v++) {
        int64_t seen[MANY + 1];
        int64_t count = 0, pages = 0;
        Text cursor = T("");

        ROW(opinion_view_name(views[v]));
        do {
            Opinions list;

            act_as(ctx, &clerk);
            CHECK_STATUS(opinion_queue(ctx, VILLAGE, views[v], cursor, &list), OK);
            CHECK(list.len <= OPINIONS_PAGE);
            for (size_t i = 0; i < list.len && count < MANY; i++) {
                for (int64_t before = 0; before < count; before++)
                    CHECK(seen[before] != list.at[i].id);
                seen[count++] = list.at[i].id;
            }
            cursor = list.next;
            pages++;
        } while (cursor.at != NULL && pages < 10);
        CHECK_INT(count, MANY);
        CHECK_INT(pages, 3);
        for (int bad = 0; bad < 4; bad++) {
            static const char *const cursors[] = {"x", "1.x", "..", "9999999999999999999999"};
            Opinions list;

            act_as(ctx, &clerk);
            CHECK_STATUS(opinion_queue(ctx, VILLAGE, views[v], text_c(cursors[bad]), &list),
                         INVALID);
            CHECK(problem_of(ctx, "cursor").at != NULL);
        }
    }
}

OPINION_TEST(own_ones_are_a_list_too)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    Opinions list;

    (void)send_named(ctx);
    (void)send_anonymous(ctx);
    draft.for_other = true;
    draft.sender = SENDER_NAMED;
    draft.name = T("王奶奶");
    (void)send_draft(ctx, &grid, &draft);
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_mine(ctx, T(""), &list), OK);
    CHECK_INT(list.len, 1);
    CHECK_STATUS(opinion_filed(ctx, T(""), &list), OK);
    CHECK_INT(list.len, 0);
    act_as(ctx, &grid);
    CHECK_STATUS(opinion_filed(ctx, T(""), &list), OK);
    CHECK_INT(list.len, 1);
    CHECK_INT(list.at[0].sight, SEES_SENDER);
    CHECK_TEXT(list.at[0].sender_name, "王奶奶");
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_mine(ctx, T(""), &list), DENIED);
    CHECK_STATUS(opinion_filed(ctx, T(""), &list), DENIED);
}

OPINION_TEST(counts_and_ages_of_an_office)
{
    RegionCode place = VILLAGE;
    OpinionCounts counts;
    OpinionFigures figures;
    OpinionAges ages;
    Day first;
    OpinionSent sent;

    first = ctx_today(ctx);
    (void)send_anonymous(ctx);
    ctx->now += 3 * SECONDS_PER_DAY;
    (void)send_anonymous(ctx);
    ctx->now += 4 * SECONDS_PER_DAY;
    sent = send_named(ctx);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 1, 3, T("等零件")), OK);
    CHECK_STATUS(opinion_counts(ctx, (RegionCodes){&place, 1}, &counts), OK);
    CHECK_INT(counts.ours, 3);
    CHECK_INT(counts.today, 3);
    CHECK_INT(counts.overdue, 2);
    CHECK_INT(counts.extensions, 1);
    CHECK_STATUS(opinion_ages(ctx, TOWNSHIP_CODE, &ages), OK);
    CHECK_INT(ages.today, 1);
    CHECK_INT(ages.days_3, 0);
    CHECK_INT(ages.days_7, 2);
    CHECK_INT(ages.older, 0);
    ctx->now += SECONDS_PER_DAY;
    CHECK_STATUS(opinion_ages(ctx, TOWNSHIP_CODE, &ages), OK);
    CHECK_INT(ages.days_3, 1);
    CHECK_INT(ages.days_7, 1);
    CHECK_INT(ages.older, 1);
    CHECK_STATUS(opinion_figures_between(ctx, DISTRICT_CODE, first, first + 3, &figures), OK);
    CHECK_INT(figures.received, 2);
    CHECK_STATUS(opinion_figures_between(ctx, DISTRICT_CODE, first + 4, first + 30, &figures), OK);
    CHECK_INT(figures.received, 1);
    CHECK_INT(figures.pending, 1);
}

OPINION_TEST(standard_answers_are_an_offices_drafts)
{
    StandardAnswer answer = {.title = T("清运"), .body = T("清运车每天上午来。")};
    StandardAnswers list;
    int64_t id, district_id;

    act_as(ctx, &district);
    CHECK_STATUS(opinion_standard_put(ctx, DISTRICT_CODE, &answer, &district_id), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_standard_put(ctx, TOWNSHIP_CODE, &answer, &id), DENIED);
    CHECK_STATUS(opinion_standard_put(ctx, VILLAGE, &answer, &id), OK);
    CHECK_STATUS(opinion_standard_list(ctx, VILLAGE, &list), OK);
    CHECK_INT(list.len, 2); /* those of the offices above as well */
    answer.id = district_id;
    CHECK_STATUS(opinion_standard_put(ctx, VILLAGE, &answer, &id), DENIED);
    CHECK_STATUS(opinion_standard_remove(ctx, district_id), DENIED);
    answer = (StandardAnswer){.title = T(" "), .body = T("！")};
    CHECK_STATUS(opinion_standard_put(ctx, VILLAGE, &answer, &id), INVALID);
    CHECK(problem_of(ctx, "title").at != NULL && problem_of(ctx, "body").at != NULL);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(opinion_standard_list(ctx, VILLAGE, &list), DENIED);
    CHECK_STATUS(opinion_standard_list(ctx, VILLAGE2, &list), OK);
    CHECK_INT(list.len, 1);
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_standard_list(ctx, VILLAGE, &list), DENIED);
    act_as(ctx, &district);
    CHECK_STATUS(opinion_standard_remove(ctx, district_id), OK);
    CHECK_STATUS(opinion_standard_remove(ctx, district_id), NOT_FOUND);
}
