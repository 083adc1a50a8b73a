#include "demo/pictures.h"

#include "base/crypto.h"
#include "base/file.h"

enum { VOUCHER_WIDTH = 760, VOUCHER_HEIGHT = 500, NOTICE_WIDTH = 540, NOTICE_HEIGHT = 700 };

#define PICTURE(name)                                                                              \
    extern const unsigned char picture_##name[];                                                   \
    extern const size_t picture_##name##_len

#define WITH_THUMB(name)                                                                           \
    PICTURE(name);                                                                                 \
    PICTURE(name##_thumb)

WITH_THUMB(voucher_1);
WITH_THUMB(voucher_2);
WITH_THUMB(voucher_3);
WITH_THUMB(voucher_4);
WITH_THUMB(voucher_5);
WITH_THUMB(voucher_6);
WITH_THUMB(voucher_7);
WITH_THUMB(voucher_8);
WITH_THUMB(notice_1);
WITH_THUMB(notice_2);
WITH_THUMB(notice_3);
WITH_THUMB(notice_4);
PICTURE(village_1);
PICTURE(village_2);
PICTURE(village_3);
PICTURE(community_1);
PICTURE(community_2);
PICTURE(community_3);

typedef struct Carried {
    const unsigned char *bytes;
    const size_t *len;
    const unsigned char *thumb;
    const size_t *thumb_len;
} Carried;

#define FULL(name)                                                                                 \
    {                                                                                              \
        picture_##name, &picture_##name##_len, picture_##name##_thumb, &picture_##name##_thumb_len \
    }
#define VIEW(name)                                                                                 \
    {                                                                                              \
        picture_##name, &picture_##name##_len, NULL, NULL                                          \
    }

static const Carried vouchers[VOUCHERS] = {
    FULL(voucher_1), FULL(voucher_2), FULL(voucher_3), FULL(voucher_4),
    FULL(voucher_5), FULL(voucher_6), FULL(voucher_7), FULL(voucher_8),
};
static const Carried notices[NOTICES] = {FULL(notice_1), FULL(notice_2), FULL(notice_3),
                                         FULL(notice_4)};
static const Carried views[2][VIEWS] = {
    {VIEW(village_1),   VIEW(village_2),   VIEW(village_3)  },
    {VIEW(community_1), VIEW(community_2), VIEW(community_3)},
};

/* Under the hash of its content, as the keeper stores what it made safe. */
static Status
store_file(Arena *arena, Text bytes, Text *sha256_out)
{
    Text path;
    size_t slash;

    *sha256_out = sha256_hex(arena, bytes);
    path = attachment_stored_path(arena, *sha256_out);
    for (slash = path.len; slash > 0 && path.at[slash - 1] != '/';)
        slash--;
    TRY(dir_make(text_cstr(arena, text_slice(path, 0, slash)), 0700));
    return file_write(text_cstr(arena, path), bytes, 0600);
}

static Status
store_image(Arena *arena, const Carried *carried, int64_t width, int64_t height, Attachment *out)
{
    *out = (Attachment){
        .state = ATTACHMENT_SAFE,
        .bytes = (int64_t)*carried->len,
        .width = width,
        .height = height,
    };
    TRY(store_file(arena, (Text){(const char *)carried->bytes, *carried->len}, &out->sha256));
    return store_file(arena, (Text){(const char *)carried->thumb, *carried->thumb_len},
                      &out->thumb);
}

Status
pictures_store(Arena *arena, Pictures *out)
{
    for (size_t i = 0; i < VOUCHERS; i++)
        TRY(store_image(arena, &vouchers[i], VOUCHER_WIDTH, VOUCHER_HEIGHT, &out->vouchers[i]));
    for (size_t i = 0; i < NOTICES; i++)
        TRY(store_image(arena, &notices[i], NOTICE_WIDTH, NOTICE_HEIGHT, &out->notices[i]));
    for (size_t kind = 0; kind < 2; kind++)
        for (size_t i = 0; i < VIEWS; i++)
            TRY(store_file(arena, (Text){(const char *)views[kind][i].bytes, *views[kind][i].len},
                           &out->views[kind][i]));
    return OK;
}

Attachments
pictures_for(Arena *arena, const Pictures *pictures, const FilesRule *rule, Rng *rng)
{
    Attachments files = {0};
    size_t first = (size_t)rng_below(rng, VOUCHERS);

    if (rng_below(rng, 100) >= (uint64_t)rule->percent)
        return files;
    files.len = (size_t)rng_between(rng, 1, rule->max);
    files.at = NEW_ARRAY(arena, Attachment, files.len);
    for (size_t i = 0; i < files.len; i++) {
        files.at[i] = rule->voucher ? pictures->vouchers[(first + i) % VOUCHERS]
                                    : pictures->notices[first % NOTICES];
        files.at[i].audience = rule->audience;
        files.at[i].name =
            rule->voucher ? text_printf(arena, "演示凭证%zu.jpg", i + 1) : T("演示公示照片.jpg");
    }
    return files;
}
