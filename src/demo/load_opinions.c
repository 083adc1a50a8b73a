/*
 * A year of questions and complaints, as they went: asked, answered the same day, done within the
 * week, asked back, rated.  336 in the district; 16 are in hand on the demonstration's today.  One
 * of them is the rubbish of 鲍家.
 */
#include <stdlib.h>

#include "base/id.h"

#include "demo/load.h"
#include "opinion/load.h"

enum {
    SALT_OPINIONS = 151,
    RECEIVED = 336,
    PENDING = 16,
    PETITIONS = 8,
    LATE_REPLIES = 5,
    LATE_EVERY = 61,
    FIRST_DAYS_AGO = 365,
    LAST_DAYS_AGO = 9, /* of those that are done */
    PENDING_DAYS_AGO = 5,
    HOUR = 3600,
    MINUTE = 60,
    MORNING = 7 * HOUR,
    DAYTIME = 12 * HOUR,
    NUMBERS = 1000000,
    EVENTS = 8,
    RATED_DAYS_AGO = 4, /* younger ones wait for the call back */
    OWN_EVERY = 9,      /* of the demonstration's own village */
    RESIDENT_EVERY = 3, /* … and of these sent by whoever signs in as `resident` */
    HOME_OF_RESIDENT = 5,
};

/* One of them while it is made up. */
typedef struct Made {
    const Place *place;
    Opinion opinion;
    OpinionLoadEvent events[EVENTS];
    size_t event_count;
} Made;

typedef struct Voices {
    Load *load;
    Made *at;
    size_t len;
} Voices;

static void
event(Made *made, Time at, OpinionEventKind kind, int64_t account, RegionCode office, Text note)
{
    made->events[made->event_count++] = (OpinionLoadEvent){
        .at = at, .kind = kind, .account = account, .office = office, .note = note};
}

/* ---- who asks ---- */

static Text
home_phone(const Load *load, const Place *place, const Home *home)
{
    return load_phone(load->keep, (size_t)(place - load->places.at), (size_t)(home - place->homes));
}

static void
choose_sender(const Load *load, size_t n, Made *made, Rng *rng)
{
    Opinion *opinion = &made->opinion;
    const Home *home = &made->place->homes[rng_below(rng, HOMES - 1)];
    uint64_t dice = rng_below(rng, 100);

    opinion->open = rng_chance(rng, 780);
    if (n % OWN_EVERY == 1 && n / OWN_EVERY % RESIDENT_EVERY == 0) {
        home = &made->place->homes[HOME_OF_RESIDENT];
        dice = 0;
    }
    if (dice < 72) {
        opinion->sender = SENDER_NAMED;
        opinion->sender_name = home->head;
        opinion->account = home->account;
        opinion->sender_phone = home_phone(load, made->place, home);
    } else if (dice < 86) {
        opinion->sender = SENDER_PHONE;
        opinion->sender_phone = people_number(load->keep, load->corpus->people.mobile, rng);
    } else {
        opinion->sender = SENDER_ANONYMOUS;
    }
}

/* ---- what becomes of it ---- */

static bool
can_be_called(const Opinion *opinion)
{
    return opinion->sender != SENDER_ANONYMOUS;
}

static void
be_answered(Made *made, Text answer, bool late, Rng *rng)
{
    Opinion *opinion = &made->opinion;
    Time day_ends = day_start(day_of(opinion->received_at) + 1);
    Time left = day_ends - opinion->received_at - MINUTE;
    Time within = left < 4 * HOUR ? left : 4 * HOUR;
    Time at = opinion->received_at + 6 * MINUTE + rng_between(rng, 0, within - 6 * MINUTE);
    RegionCode office = opinion->region;
    int64_t account = made->place->clerk;

    if (late) {
        event(made, day_ends, EVENT_LATE_REPLY, 0, 0, T(""));
        at = day_ends + 9 * HOUR + rng_between(rng, 0, HOUR);
        office = region_code_at(opinion->region, LEVEL_TOWNSHIP);
        account = made->place->reviewer;
        opinion->office = office;
    }
    opinion->replied_at = SOME_INT(at);
    opinion->answers = 1;
    opinion->answer = answer;
    opinion->state = OPINION_IN_HAND;
    event(made, at, EVENT_REPLIED, account, office, answer);
}

static void
be_rated(Made *made, Day today, Rng *rng)
{
    Opinion *opinion = &made->opinion;
    Time resolved = opinion->resolved_at.value;
    bool young = day_of(resolved) > today - RATED_DAYS_AGO;
    bool rates = rng_chance(rng, 860);
    Time at = day_start(day_of(resolved) + 1) + MORNING + rng_between(rng, 0, DAYTIME);

    opinion->visit_wanted = young && can_be_called(opinion);
    if (young || !rates)
        return;
    if (can_be_called(opinion) && rng_chance(rng, 600))
        event(made, at, EVENT_VISITED, made->place->secretary, opinion->office,
              T("打电话问过了，说办好了。"));
    event(made, at + MINUTE, EVENT_RATED, 0, 0, T("满意"));
    opinion->rating = RATING_SATISFIED;
    opinion->state = OPINION_CLOSED;
    opinion->closed_at = SOME_INT(at + MINUTE);
}

static void
be_resolved(const Load *load, Made *made, Text outcome, Rng *rng)
{
    Opinion *opinion = &made->opinion;
    int64_t days = rng_chance(rng, 450) ? 0 : rng_between(rng, 1, OPINION_RESOLVE_DAYS - 2);
    Time replied = opinion->replied_at.value;
    Time day_ends = day_start(day_of(replied) + 1);
    Time at = days == 0
                  ? replied + rng_between(rng, MINUTE, day_ends - replied - MINUTE)
                  : day_start(day_of(replied) + (Day)days) + MORNING + rng_between(rng, 0, DAYTIME);

    opinion->state = OPINION_RESOLVED;
    opinion->resolved_at = SOME_INT(at);
    event(made, at, EVENT_RESOLVED, made->place->clerk, opinion->office, outcome);
    if (opinion->petition) {
        opinion->petition_settled_day = SOME_INT(day_of(at));
        event(made, at, EVENT_PETITION_SETTLED, made->place->clerk, opinion->office, T(""));
    }
    be_rated(made, load->settings->today, rng);
}

/* ---- one of them ---- */

/* The demonstration's own village has more to show than its share. */
static const Place *
choose_place(const Load *load, size_t n, Rng *rng)
{
    if (n % OWN_EVERY == 1)
        for (size_t i = 0; i < load->places.len; i++)
            if (load->places.at[i].code == DEMO_VILLAGE_CODE)
                return &load->places.at[i];
    return &load->places.at[rng_below(rng, load->places.len)];
}

static const OpinionText *
choose_text(const Corpus *corpus, bool community, Rng *rng)
{
    unsigned kind = community ? FOR_COMMUNITY : FOR_VILLAGE;

    for (;;) {
        const OpinionText *text = &corpus->opinions[rng_below(rng, corpus->opinion_count)];

        if ((text->kinds & kind) != 0)
            return text;
    }
}

static Time
received_at(const Load *load, bool pending, Rng *rng)
{
    Day today = load->settings->today;
    Day day = today - (Day)(pending ? rng_between(rng, 1, PENDING_DAYS_AGO)
                                    : rng_between(rng, LAST_DAYS_AGO, FIRST_DAYS_AGO));

    return day_start(day) + MORNING + rng_between(rng, 0, DAYTIME);
}

static Text
number_of(Arena *arena, Time received, Rng *rng)
{
    Date date = day_to_date(day_of(received));

    return text_printf(arena, "%02d%02d%02d-%06d", date.year % 100, date.month, date.day,
                       (int)rng_below(rng, NUMBERS));
}

static bool
is_quarrel(const OpinionText *text)
{
    return text->kind == OPINION_COMPLAINT &&
           (text->topic == TOPIC_NEIGHBOURS || text->topic == TOPIC_SUBSIDY ||
            text->topic == TOPIC_CONDUCT);
}

static void
make_one(const Load *load, size_t n, bool pending, size_t *petitions, Made *made)
{
    Arena *arena = load->keep;
    Rng rng = rng_of(SALT_OPINIONS, n, 0);
    const Place *place = choose_place(load, n, &rng);
    Maker maker = {.arena = arena, .corpus = load->corpus, .place = place, .rng = &rng};
    const OpinionText *text = choose_text(load->corpus, place->community, &rng);
    bool late = !pending && n % LATE_EVERY == 7 && n / LATE_EVERY < LATE_REPLIES;
    Time received = received_at(load, pending, &rng);

    *made = (Made){.place = place};
    made->opinion = (Opinion){
        .number = number_of(arena, received, &rng),
        .region = place->code,
        .office = place->code,
        .kind = text->kind,
        .topic = text->topic,
        .body = maker_phrase(&maker, &text->body),
        .received_at = received,
    };
    choose_sender(load, n, made, &rng);
    event(made, received, EVENT_SUBMITTED,
          made->opinion.sender == SENDER_NAMED ? made->opinion.account : 0, 0, T(""));
    if (!pending && is_quarrel(text) && *petitions < PETITIONS) {
        made->opinion.petition = true;
        (*petitions)++;
        event(made, received + MINUTE, EVENT_PETITION, place->clerk, place->code, T(""));
    }
    be_answered(made, maker_phrase(&maker, &text->answer), late, &rng);
    if (!pending)
        be_resolved(load, made, maker_phrase(&maker, &text->outcome), &rng);
}

/* 鲍家: rubbish is not collected; the admin answers at once and tells the committee; people and a
 * truck come the same day. */
static void
make_story(const Load *load, const Place *place, Made *made)
{
    Time at = day_start(load->settings->today - 14) + 8 * HOUR + 12 * MINUTE;
    const Home *home = &place->homes[11];

    *made = (Made){.place = place};
    made->opinion = (Opinion){
        .number = T("230518-081200"),
        .region = place->code,
        .office = place->code,
        .kind = OPINION_COMPLAINT,
        .topic = TOPIC_RUBBISH,
        .body =
            T("鲍家小广场旁的垃圾箱满了三天没人收，天热味儿大，孩子们都绕着走。能不能今天给清了？"),
        .place = T("小广场东侧"),
        .received_at = at,
        .open = true,
        .sender = SENDER_NAMED,
        .sender_name = home->head,
        .sender_phone = home_phone(load, place, home),
        .account = home->account,
        .state = OPINION_CLOSED,
        .replied_at = SOME_INT(at + 9 * MINUTE),
        .answers = 1,
        .answer = T("看到了，马上跟村委会说，今天就派人派车去清，清完拍照给您看。"),
        .resolved_at = SOME_INT(at + 6 * HOUR),
        .closed_at = SOME_INT(at + 11 * HOUR),
        .rating = RATING_SATISFIED,
    };
    event(made, at, EVENT_SUBMITTED, home->account, 0, T(""));
    event(made, at + 9 * MINUTE, EVENT_REPLIED, place->clerk, place->code, made->opinion.answer);
    event(made, at + 12 * MINUTE, EVENT_NOTE, place->clerk, place->code,
          T("已告诉村委会，联系保洁队出一辆车、四个人。"));
    event(made, at + 6 * HOUR, EVENT_RESOLVED, place->clerk, place->code,
          T("下午去了四个人、一辆车，垃圾清走了，箱子冲洗了；以后两天一收，漏收请打村部电话。"));
    event(made, at + 10 * HOUR, EVENT_VISITED, place->secretary, place->code,
          T("打电话问过了，说当天就清干净了，很满意。"));
    event(made, at + 11 * HOUR, EVENT_RATED, 0, 0, T("满意"));
}

/* ---- all of them ---- */

static int
by_time(const void *left, const void *right)
{
    const Made *one = left;
    const Made *other = right;

    if (one->opinion.received_at != other->opinion.received_at)
        return one->opinion.received_at < other->opinion.received_at ? -1 : 1;
    return text_compare(one->opinion.number, other->opinion.number);
}

static void
make_all(Voices *voices)
{
    const Load *load = voices->load;
    size_t petitions = 0;

    voices->at = NEW_ARRAY(load->keep, Made, RECEIVED);
    for (size_t i = 0; i < load->places.len; i++)
        if (load->places.at[i].code == DEMO_VILLAGE_CODE)
            make_story(load, &load->places.at[i], &voices->at[voices->len++]);
    while (voices->len < RECEIVED) {
        make_one(load, voices->len, voices->len < PENDING + 1, &petitions,
                 &voices->at[voices->len]);
        voices->len++;
    }
    qsort(voices->at, voices->len, sizeof voices->at[0], by_time);
}

static Status
voices_body(Ctx *ctx, void *arg)
{
    Voices *voices = arg;
    TallyBatch *batch = tally_batch_new(ctx);

    ctx->actor = &actor_system;
    for (size_t i = 0; i < voices->len; i++) {
        Made *made = &voices->at[i];

        made->opinion.id = id_new();
        TRY(opinion_load(ctx, &made->opinion, made->events, made->event_count, batch));
    }
    return tally_batch_write(ctx, batch);
}

Status
load_opinions(Load *load)
{
    Voices voices = {.load = load};

    arena_reset(load->ctx->arena);
    make_all(&voices);
    return store_write(load->store, load->ctx, voices_body, &voices);
}
