/*
 * People: names, posts, profiles.
 */
#include "demo/corpus.h"

enum { MILLI = 1000 };

static const char *const kind_names[] = {"village", "community"};

static Between
between_of(const JsonNode *list, int64_t unit)
{
    return (Between){loader_milli(json_item(list, 0)) * unit / MILLI,
                     loader_milli(json_item(list, 1)) * unit / MILLI};
}

static void
load_surnames(Loader *loader, const JsonNode *list)
{
    People *people = &loader->corpus->people;
    int sum = 0;

    people->surnames.at = NEW_ARRAY(loader->ctx->arena, Text, json_len(list));
    people->surname_weights = NEW_ARRAY(loader->ctx->arena, int, json_len(list));
    for (size_t i = 0; i < json_len(list); i++) {
        sum += (int)loader_int(json_item(list, i), "weight", 1);
        people->surname_weights[i] = sum;
        people->surnames.at[people->surnames.len++] = json_get_text(json_item(list, i), "text");
    }
}

static void
load_given(Loader *loader, const JsonNode *given)
{
    People *people = &loader->corpus->people;
    static const char *const sexes[] = {"male", "female"};

    for (size_t i = 0; i < 2; i++) {
        const JsonNode *names = json_member(given, sexes[i]);

        people->given[i] = (Given){
            .old = loader_texts(loader, json_member(names, "old")),
            .first = loader_texts(loader, json_member(names, "first")),
            .second = loader_texts(loader, json_member(names, "second")),
        };
    }
    people->single_percent = loader_int(given, "single_share_percent", 0);
    people->old_percent = loader_int(given, "old_share_percent", 0);
}

static unsigned
marks_of(const JsonNode *post)
{
    static const struct {
        const char *key;
        PostMark mark;
    } marks[] = {
        {"party",      POST_PARTY     },
        {"committee",  POST_COMMITTEE },
        {"elected",    POST_ELECTED   },
        {"paid",       POST_PAID      },
        {"clerk",      POST_CLERK     },
        {"supervisor", POST_SUPERVISOR},
    };
    unsigned bits = 0;

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        bool set = false;

        if (json_get_bool(post, marks[i].key, &set) && set)
            bits |= (unsigned)marks[i].mark;
    }
    return bits;
}

static void
load_posts(Loader *loader, const JsonNode *list)
{
    People *people = &loader->corpus->people;

    loader->part = "posts";
    if (json_len(list) > sizeof people->posts / sizeof people->posts[0])
        loader_bad(loader, "too many posts", T(""));
    for (size_t i = 0; i < json_len(list) && !loader->failed; i++) {
        const JsonNode *node = json_item(list, i);
        const JsonNode *pay = json_member(node, "monthly_pay");
        PostRule *post = &people->posts[people->post_count++];

        *post = (PostRule){
            .post = json_get_text(node, "post"),
            .duties = loader_phrases(loader, json_member(node, "duties"), 0),
            .kinds = loader_kinds(node),
            .marks = marks_of(node),
        };
        (void)json_get_bool(node, "always", &post->always);
        for (size_t j = 0; j < 3; j++)
            post->pay[j] = loader_milli(json_item(pay, j));
    }
}

static void
load_profiles(Loader *loader, const JsonNode *root)
{
    People *people = &loader->corpus->people;
    const JsonNode *profile = json_member(root, "profile");

    loader->part = "profile";
    for (size_t i = 0; i < 2; i++) {
        const char *kind = kind_names[i];
        Profile *out = &people->profile[i];

        out->households = between_of(json_member(json_member(profile, "households"), kind), 1);
        out->people_per_household = between_of(json_member(profile, "people_per_household"), MILLI);
        out->area_mu = between_of(json_member(json_member(profile, "area_mu"), kind), 1);
        out->party_members =
            between_of(json_member(json_member(profile, "party_members"), kind), 1);
        out->representatives =
            between_of(json_member(json_member(profile, "representatives"), kind), 1);
        out->posts = between_of(json_member(json_member(root, "posts_per_place"), kind), 1);
        out->intros = loader_phrases(loader, json_member(json_member(profile, "intros"), kind), 0);
        out->addresses =
            loader_phrases(loader, json_member(json_member(profile, "address"), kind), 0);
    }
    people->committee_size = between_of(json_member(profile, "committee_size"), 1);
    people->township_intros =
        loader_phrases(loader, json_member(json_member(profile, "intros"), "township"), 0);
}

void
loader_people(Loader *loader, const JsonNode *root)
{
    People *people = &loader->corpus->people;

    loader->part = "people";
    load_surnames(loader, json_member(root, "surnames"));
    load_given(loader, json_member(root, "given"));
    people->office_phone = json_get_text(root, "office_phone");
    people->mobile = json_get_text(root, "mobile");
    people->bank_card = json_get_text(root, "bank_card");
    load_posts(loader, json_member(root, "posts"));
    load_profiles(loader, root);
}
