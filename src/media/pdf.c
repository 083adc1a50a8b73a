/*
 * PDFs, written anew by qpdf without what tells about people and what acts by itself.
 *
 * Every object that can be reached from the trailer is looked at once; what cannot be reached is
 * not written by qpdf anyway.
 */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/log.h"
#include "media/inside.h"

enum { WAITING_MAX = MEDIA_PDF_OBJECTS_MAX, IDS_MAX = 8 * 1024 * 1024 };

typedef struct Cleaner {
    qpdf_data pdf;
    Arena *arena;
    qpdf_oh *waiting; /* handles of containers still to be looked at */
    size_t waiting_len;
    unsigned char *seen; /* a bit for each object number */
    size_t looked_at;
    bool too_much;
} Cleaner;

/* ---- one object ---- */

static bool
name_is_one_of(qpdf_data pdf, qpdf_oh object, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (qpdf_oh_is_name_and_equals(pdf, object, names[i]))
            return true;
    return false;
}

static bool
key_is_one_of(qpdf_data pdf, qpdf_oh dict, const char *key, const char *const *names)
{
    qpdf_oh value = qpdf_oh_get_key(pdf, dict, key);
    bool is = name_is_one_of(pdf, value, names);

    qpdf_oh_release(pdf, value);
    return is;
}

static void
remove_keys(qpdf_data pdf, qpdf_oh dict, const char *const *keys)
{
    for (size_t i = 0; keys[i] != NULL; i++)
        qpdf_oh_remove_key(pdf, dict, keys[i]);
}

/* A link may lead to the web or to a mailbox (ISO 32000, 12.6.4.7). */
static bool
uri_is_fine(qpdf_data pdf, qpdf_oh dict)
{
    static const Text schemes[] = {T_INIT("http:"), T_INIT("https:"), T_INIT("mailto:"),
                                   T_INIT("tel:")};
    qpdf_oh value = qpdf_oh_get_key(pdf, dict, "/URI");
    Text uri = {0};
    bool fine = false;

    if (qpdf_oh_is_string(pdf, value))
        uri.at = qpdf_oh_get_binary_string_value(pdf, value, &uri.len);
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        fine = fine || text_eq_nocase(text_slice(uri, 0, schemes[i].len), schemes[i]);
    qpdf_oh_release(pdf, value);
    return fine;
}

static void
clean_dict(qpdf_data pdf, qpdf_oh dict)
{
    /* Metadata, scripts, what happens on opening, files inside, forms of another kind, thumbnails.
     */
    static const char *const gone[] = {"/Metadata",
                                       "/PieceInfo",
                                       "/LastModified",
                                       "/AA",
                                       "/OpenAction",
                                       "/JS",
                                       "/JavaScript",
                                       "/AF",
                                       "/EmbeddedFiles",
                                       "/EF",
                                       "/RichMediaContent",
                                       "/RichMediaSettings",
                                       "/Collection",
                                       "/XFA",
                                       "/Thumb",
                                       "/Renditions",
                                       NULL};
    static const char *const actions[] = {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData",       "/GoToE", "/GoToR",
        "/Rendition",  "/Movie",  "/Sound",      "/RichMediaExecute", NULL};
    static const char *const action_keys[] = {"/S", "/F", "/Win", "/Mac", "/Unix", "/R", NULL};
    static const char *const annotations[] = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie",
                                              "/Sound",          "/3D",        NULL};
    static const char *const annotation_keys[] = {"/Subtype", "/FS",  "/Movie", "/Sound",
                                                  "/3DD",     "/3DV", "/A",     NULL};
    static const char *const file_keys[] = {"/F", "/UF", "/Desc", NULL}; /* its name */
    static const char *const link_keys[] = {"/S", "/URI", NULL};

    if (qpdf_oh_has_key(pdf, dict, "/EF"))
        remove_keys(pdf, dict, file_keys);
    remove_keys(pdf, dict, gone);
    if (key_is_one_of(pdf, dict, "/S", actions))
        remove_keys(pdf, dict, action_keys);
    if (key_is_one_of(pdf, dict, "/S", (const char *const[]){"/URI", NULL}) &&
        !uri_is_fine(pdf, dict))
        remove_keys(pdf, dict, link_keys);
    if (key_is_one_of(pdf, dict, "/Subtype", annotations))
        remove_keys(pdf, dict, annotation_keys);
}

/* A photo in a PDF is a whole JPEG file, often with its EXIF. */
static void
clean_photo(Cleaner *cleaner, qpdf_oh stream, qpdf_oh dict)
{
    qpdf_data pdf = cleaner->pdf;
    qpdf_oh filter = qpdf_oh_get_key(pdf, dict, "/Filter");
    qpdf_oh parameters = qpdf_oh_get_key(pdf, dict, "/DecodeParms");
    qpdf_oh only = filter;
    unsigned char *bytes = NULL;
    size_t len = 0;

    if (qpdf_oh_is_array(pdf, filter) && qpdf_oh_get_array_n_items(pdf, filter) == 1)
        only = qpdf_oh_get_array_item(pdf, filter, 0);
    if (qpdf_oh_is_name_and_equals(pdf, only, "/DCTDecode") &&
        (qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, NULL, &bytes, &len) & QPDF_ERRORS) ==
            0 &&
        bytes != NULL) {
        ArenaMark mark = arena_mark(cleaner->arena);
        Text bare = jpeg_bare(cleaner->arena, (Text){(const char *)bytes, len});

        if (bare.len < len)
            qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)bare.at, bare.len,
                                        filter, parameters);
        arena_release(cleaner->arena, mark);
    }
    free(bytes);
    if (only != filter)
        qpdf_oh_release(pdf, only);
    qpdf_oh_release(pdf, filter);
    qpdf_oh_release(pdf, parameters);
}

/* ---- all objects ---- */

/* Takes over the handle. */
static void
look_later(Cleaner *cleaner, qpdf_oh object)
{
    qpdf_data pdf = cleaner->pdf;
    bool container = qpdf_oh_is_dictionary(pdf, object) || qpdf_oh_is_array(pdf, object) ||
                     qpdf_oh_is_stream(pdf, object);

    if (container && cleaner->waiting_len < WAITING_MAX) {
        cleaner->waiting[cleaner->waiting_len++] = object;
        return;
    }
    cleaner->too_much = cleaner->too_much || container;
    qpdf_oh_release(pdf, object);
}

/* True the first time that an object is met; direct ones are met once anyway. */
static bool
is_new(Cleaner *cleaner, qpdf_oh object)
{
    int id = qpdf_oh_get_object_id(cleaner->pdf, object);
    unsigned char bit = (unsigned char)(1u << (id & 7));

    if (id <= 0)
        return true;
    if (id >= IDS_MAX) {
        cleaner->too_much = true;
        return false;
    }
    if ((cleaner->seen[id / 8] & bit) != 0)
        return false;
    cleaner->seen[id / 8] |= bit;
    return true;
}

static void
look_at(Cleaner *cleaner, qpdf_oh object)
{
    qpdf_data pdf = cleaner->pdf;
    qpdf_oh dict = object;

    if (qpdf_oh_is_array(pdf, object)) {
        int count = qpdf_oh_get_array_n_items(pdf, object);

        for (int i = 0; i < count && !cleaner->too_much; i++)
            look_later(cleaner, qpdf_oh_get_array_item(pdf, object, i));
        return;
    }
    if (qpdf_oh_is_stream(pdf, object)) {
        dict = qpdf_oh_get_dict(pdf, object);
        clean_photo(cleaner, object, dict);
    }
    clean_dict(pdf, dict);
    qpdf_oh_begin_dict_key_iter(pdf, dict);
    while (qpdf_oh_dict_more_keys(pdf) && !cleaner->too_much) {
        const char *key = qpdf_oh_dict_next_key(pdf);

        look_later(cleaner, qpdf_oh_get_key(pdf, dict, key));
    }
    if (dict != object)
        qpdf_oh_release(pdf, dict);
}

static void
clean(Cleaner *cleaner)
{
    static const char *const gone[] = {"/Info", "/ID", NULL};
    qpdf_oh trailer = qpdf_get_trailer(cleaner->pdf);

    remove_keys(cleaner->pdf, trailer, gone);
    look_later(cleaner, trailer);
    while (cleaner->waiting_len > 0 && !cleaner->too_much) {
        qpdf_oh object = cleaner->waiting[--cleaner->waiting_len];

        if (is_new(cleaner, object))
            look_at(cleaner, object);
        qpdf_oh_release(cleaner->pdf, object);
        cleaner->too_much = cleaner->too_much || ++cleaner->looked_at > MEDIA_PDF_OBJECTS_MAX;
    }
}

/* ---- the file ---- */

/* True when what was written can be read again and has as many pages. */
static bool
is_sound(const char *path, int pages)
{
    qpdf_data pdf = qpdf_init();
    bool sound;

    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    sound = (qpdf_read(pdf, path, NULL) & QPDF_ERRORS) == 0 && qpdf_get_num_pages(pdf) == pages;
    if (qpdf_has_error(pdf))
        (void)qpdf_get_error(pdf); /* else it complains to the terminal */
    qpdf_cleanup(&pdf);
    return sound;
}

static Status
write_pdf(qpdf_data pdf, const Job *job, int pages, Answer *answer)
{
    struct stat about;

    if ((qpdf_init_write(pdf, job->target) & QPDF_ERRORS) != 0) {
        log_error("media.pdf", LOG_C("what", "cannot write"), LOG_C("path", job->target));
        return FAULT;
    }
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_decode_level(pdf, qpdf_dl_none); /* nothing is unpacked that need not be */
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    if ((qpdf_write(pdf) & QPDF_ERRORS) != 0 || !is_sound(job->target, pages))
        return refuse(answer, REFUSED_PDF_BROKEN);
    if (stat(job->target, &about) != 0)
        return FAULT;
    answer->bytes = about.st_size;
    return OK;
}

static Status
make_safe(Arena *arena, qpdf_data pdf, Text bytes, const Job *job, Answer *answer)
{
    Cleaner cleaner = {.pdf = pdf, .arena = arena};
    int pages;

    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    if ((qpdf_read_memory(pdf, "upload", bytes.at, bytes.len, NULL) & QPDF_ERRORS) != 0) {
        bool locked = qpdf_get_error_code(pdf, qpdf_get_error(pdf)) == qpdf_e_password;

        return refuse(answer, locked ? REFUSED_PDF_LOCKED : REFUSED_PDF_BROKEN);
    }
    if (qpdf_is_encrypted(pdf))
        return refuse(answer, REFUSED_PDF_LOCKED);
    pages = qpdf_get_num_pages(pdf);
    if (pages <= 0)
        return refuse(answer, REFUSED_PDF_BROKEN);
    if (pages > MEDIA_PDF_PAGES_MAX)
        return refuse(answer, REFUSED_PDF_PAGES);
    cleaner.waiting = NEW_ARRAY(arena, qpdf_oh, WAITING_MAX);
    cleaner.seen = NEW_ARRAY(arena, unsigned char, IDS_MAX / 8);
    clean(&cleaner);
    if (cleaner.too_much)
        return refuse(answer, REFUSED_PDF_COMPLEX);
    if (qpdf_has_error(pdf))
        return refuse(answer, REFUSED_PDF_BROKEN);
    return write_pdf(pdf, job, pages, answer);
}

static Status
pdf_work(const void *data, void *result)
{
    Arena *arena = arena_new(CHILD_ARENA_BYTES);
    Answer *answer = result;
    qpdf_data pdf;
    Text bytes;
    Status status;

    TRY(identify_source(arena, data, &bytes, answer));
    if (answer->kind != MEDIA_PDF)
        return refuse(answer, REFUSED_NO_PDF);
    pdf = qpdf_init();
    status = make_safe(arena, pdf, bytes, data, answer);
    if (qpdf_has_error(pdf))
        (void)qpdf_get_error(pdf); /* else it complains to the terminal */
    qpdf_cleanup(&pdf);
    return status;
}

Status
media_pdf_safe(const char *source, const char *target, Media *out)
{
    return media_run(pdf_work, &(Job){.source = source, .target = target}, out);
}
