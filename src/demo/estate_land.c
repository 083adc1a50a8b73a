/*
 * Resources and contracts: those of the first quarter's table, let since the year in the contract's
 * number, rent paid each year before it falls due; and what was let since.
 */
#include "demo/estate.h"
#include "demo/plant.h"

enum {
    RESOURCES_MAX = 64,
    YEARS_MAX = 40,
    MILLI = 1000,
    TEN_YUAN = 1000,
    EARLY_DAYS = 24,
    NEW_YEARS_LOW = 3,
    NEW_YEARS_HIGH = 5,
    NEW_TENTHS_LOW = 20,
    NEW_TENTHS_HIGH = 160,
    TENTH_MU = 100,
    CHEAP_PERCENT = 12,
    LONG_FROM = 2019,
    LONG_TO = 2048,
};

/* What land is worth a mu and year; what it is used for. */
static const struct {
    Text mark; /* the name has it */
    ResourceKind kind;
    int64_t low_yuan, high_yuan;
    Text use;
} lands[] = {
    {T_INIT("水田"), RESOURCE_FIELD,    560, 860,  T_INIT("种水稻")      },
    {T_INIT("大棚"), RESOURCE_FIELD,    620, 900,  T_INIT("大棚蔬菜")   },
    {T_INIT("地（"), RESOURCE_FIELD,    480, 820,  T_INIT("种玉米")      },
    {T_INIT("旱田"), RESOURCE_FIELD,    480, 760,  T_INIT("种玉米")      },
    {T_INIT("鱼塘"), RESOURCE_WATER,    320, 560,  T_INIT("养鱼")         },
    {T_INIT("苇塘"), RESOURCE_WATER,    280, 420,  T_INIT("割苇、养蟹")},
    {T_INIT("林地"), RESOURCE_FOREST,   70,  130,  T_INIT("种树")         },
    {T_INIT("果园"), RESOURCE_GARDEN,   420, 700,  T_INIT("种果树")      },
    {T_INIT("场院"), RESOURCE_BUILDING, 700, 1100, T_INIT("晾晒、存放")},
    {T_INIT("养殖"), RESOURCE_BUILDING, 640, 980,  T_INIT("养殖")         },
    {T_INIT("荒坡"), RESOURCE_WASTE,    40,  70,   T_INIT("放牧、种草")},
};

enum { LANDS = sizeof lands / sizeof lands[0] };

typedef struct Land {
    Text name;
    size_t kind; /* of lands */
    int64_t area_milli, id;
} Land;

typedef struct Lands {
    Land at[RESOURCES_MAX];
    size_t len;
    size_t contracts; /* of the place so far */
} Lands;

static bool
name_has(Text name, Text mark)
{
    return text_find(name, mark) < name.len;
}

/* 林地（西沟） is woods, though it has 地（ in its name. */
static size_t
kind_of(Text name)
{
    size_t found = 0;

    for (size_t i = 0; i < LANDS; i++)
        if (name_has(name, lands[i].mark) && (found == 0 || !text_eq(lands[i].mark, T("地（"))))
            found = i + 1;
    for (size_t i = 0; i < LANDS; i++)
        if (text_starts(name, lands[i].mark))
            found = i + 1;
    return found == 0 ? 2 : found - 1;
}

static Land *
land_named(Lands *all, Text name)
{
    for (size_t i = 0; i < all->len; i++)
        if (text_eq(all->at[i].name, name))
            return &all->at[i];
    if (all->len == RESOURCES_MAX)
        return NULL;
    all->at[all->len] = (Land){.name = name, .kind = kind_of(name)};
    return &all->at[all->len++];
}

static Status
load_land(Estate *estate, Land *land, ResourceState state)
{
    return property_load_resource(estate->ctx,
                                  &(Resource){.region = estate->place->code,
                                              .name = land->name,
                                              .kind = lands[land->kind].kind,
                                              .area_milli = land->area_milli,
                                              .place = estate->place->name,
                                              .use = lands[land->kind].use,
                                              .state = state},
                                  &land->id);
}

/* Pieces of one name are one resource, let to several. */
static Status
load_lands(Estate *estate, const Sample *sample, Lands *all)
{
    Land idle = {.name = T("村北荒坡"), .kind = LANDS - 1};

    for (size_t i = 0; i < sample->rows; i++) {
        Land *land = land_named(all, sample_text(sample, i, "资源名称"));

        if (land != NULL)
            land->area_milli += sample_number(sample, i, "面积（亩）");
    }
    for (size_t i = 0; i < all->len; i++)
        TRY(load_land(estate, &all->at[i], RESOURCE_LET));
    idle.area_milli = rng_between(&estate->rng, NEW_TENTHS_LOW, NEW_TENTHS_HIGH) * TENTH_MU;
    return load_land(estate, &idle, RESOURCE_IDLE);
}

/* ---- contracts ---- */

static Day
in_year(int year, Day day)
{
    Date date = day_to_date(day);

    date.year = year;
    if (date.month == 2 && date.day == 29)
        date.day = 28;
    return day_from_date(date);
}

/* Each year's rent came a little before its day. */
static Rents
rents_of(Estate *estate, const Contract *contract, bool overdue)
{
    Rents rents = {.at = NEW_ARRAY(estate->ctx->arena, Rent, YEARS_MAX)};
    Day today = estate->load->settings->today;
    Day due = (Day)contract->first_due.value;

    for (; due <= today && due <= contract->ends && rents.len < YEARS_MAX;
         due = in_year(day_to_date(due).year + 1, due)) {
        Day paid = due - (Day)rng_below(&estate->rng, EARLY_DAYS);

        /* The planted one: nothing since the demonstration began. */
        if (overdue && due >= estate->load->plan.base)
            break;
        rents.at[rents.len++] = (Rent){.day = paid < contract->begins ? contract->begins : paid,
                                       .amount_fen = contract->rent_fen};
    }
    return rents;
}

/* What the planted contracts have that others have not. */
static void
plant(const Estate *estate, Contract *contract)
{
    RegionCode place = estate->place->code;

    if (plant_at(PLANT_CHEAP, place)) {
        contract->price_fen = contract->price_fen * CHEAP_PERCENT / 100 / TEN_YUAN * TEN_YUAN;
        contract->rent_fen = contract->price_fen * contract->area_milli / MILLI;
    }
    if (plant_at(PLANT_LONG, place)) {
        contract->begins = day_from_date((Date){LONG_FROM, 1, 1});
        contract->ends = day_from_date((Date){LONG_TO, 12, 31});
        contract->signed_day = SOME_INT(contract->begins - 10);
        contract->decision_day = SOME_INT(contract->begins - 20);
        contract->first_due = SOME_INT(in_year(LONG_FROM, (Day)contract->first_due.value));
    }
    if (plant_at(PLANT_UNDECIDED, place)) {
        contract->decision_day = (OptInt){0};
        contract->decision = T("");
    }
}

static void
decide(Estate *estate, Contract *contract)
{
    Rng *rng = &estate->rng;
    int year = day_to_date((Day)contract->signed_day.value).year;

    contract->decision_day = SOME_INT(contract->signed_day.value - rng_between(rng, 4, 20));
    contract->decision = text_printf(estate->ctx->arena, "村民代表会议〔%d〕%lld号（演示）",
                                     day_to_date((Day)contract->decision_day.value).year,
                                     (long long)rng_between(rng, 1, 24));
    if (contract->way == LETTING_BIDDING || contract->way == LETTING_TENDER)
        contract->tender = text_printf(estate->ctx->arena, "街道产权交易〔%d〕%03lld号（演示）",
                                       year, (long long)rng_between(rng, 1, 400));
}

static Status
load_contract(Estate *estate, Lands *all, const Land *land, Contract *contract)
{
    Rng *rng = &estate->rng;
    bool first_field = lands[land->kind].kind == RESOURCE_FIELD && all->contracts == 0;
    bool overdue;
    int64_t id;

    contract->region = estate->place->code;
    contract->kind = CONTRACT_LEASE;
    contract->resource = land->id;
    contract->terms = RENT_YEARLY;
    contract->price_fen =
        rng_between(rng, lands[land->kind].low_yuan / 10, lands[land->kind].high_yuan / 10) *
        TEN_YUAN;
    contract->price_unit = T("亩·年");
    contract->rent_fen = contract->price_fen * contract->area_milli / MILLI / TEN_YUAN * TEN_YUAN;
    decide(estate, contract);
    /* Planted ones are the first field of their village. */
    if (first_field)
        plant(estate, contract);
    overdue = first_field && plant_at(PLANT_OVERDUE, contract->region);
    all->contracts += lands[land->kind].kind == RESOURCE_FIELD;
    return property_load_contract(estate->ctx, contract, rents_of(estate, contract, overdue), &id);
}

static Status
load_first(Estate *estate, Lands *all, const Sample *sample, size_t row)
{
    static const int months[] = {3, 4, 10, 11};
    Rng *rng = &estate->rng;
    const Land *land = land_named(all, sample_text(sample, row, "资源名称"));
    Text unit = sample_text(sample, row, "承包单位");
    Contract contract = {.number = sample_text(sample, row, "合同编号"),
                         .area_milli = sample_number(sample, row, "面积（亩）"),
                         .person = unit.len == 0,
                         .party = unit.len != 0 ? unit : sample_text(sample, row, "承包人")};
    int64_t year = 0;

    if (land == NULL || !text_to_i64(text_slice(contract.number, 0, 4), &year) ||
        !letting_way_parse(sample_text(sample, row, "发包方式"), &contract.way) ||
        !day_parse(sample_text(sample, row, "到期日期"), &contract.ends))
        return INVALID;
    contract.begins = day_from_date((Date){(int)year, 1, 1});
    contract.signed_day = SOME_INT(contract.begins - rng_between(rng, 5, 40));
    contract.first_due = SOME_INT(day_from_date((Date){(int)year, months[rng_below(rng, 4)], 20}));
    return load_contract(estate, all, land, &contract);
}

/* A piece that came free is let anew. */
static Status
load_new(Estate *estate, Lands *all, Day day, size_t nth)
{
    Rng *rng = &estate->rng;
    Date date = day_to_date(day);
    const Home *home = &estate->place->homes[rng_below(rng, HOMES)];
    Land *land = land_named(
        all, text_printf(estate->ctx->arena, "机动地（%d年收回%zu号地块）", date.year, nth + 1));
    Contract contract;

    if (land == NULL)
        return OK;
    land->area_milli = rng_between(rng, NEW_TENTHS_LOW, NEW_TENTHS_HIGH) * TENTH_MU;
    TRY(load_land(estate, land, RESOURCE_LET));
    contract = (Contract){
        .number = text_printf(estate->ctx->arena, "%d-%02zu", date.year, 50 + nth),
        .area_milli = land->area_milli,
        .party = home->head,
        .person = true,
        .way = LETTING_BIDDING,
        .signed_day = SOME_INT(day),
        .begins = day,
        .ends = in_year(date.year + (int)rng_between(rng, NEW_YEARS_LOW, NEW_YEARS_HIGH), day) - 1,
        .first_due = SOME_INT(day),
    };
    return load_contract(estate, all, land, &contract);
}

Status
estate_land(Estate *estate)
{
    Sample sample =
        estate_sample(estate, T("F5"), period_of(RHYTHM_QUARTERLY, estate->load->plan.base));
    Lands *all = NEW(estate->ctx->arena, Lands);

    if (sample.rows == 0)
        return OK;
    TRY(load_lands(estate, &sample, all));
    for (size_t i = 0; i < sample.rows; i++)
        TRY(load_first(estate, all, &sample, i));
    for (size_t i = 0; i < estate->event_count; i++)
        if (estate_is_item(estate, estate->events[i], "F5"))
            TRY(load_new(estate, all, estate->events[i]->start, i));
    return OK;
}
