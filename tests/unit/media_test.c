/*
 * What is taken, each refusal with its sentence, and a child that cannot do harm.
 */
#include "unit/media_files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>

#include "base/log.h"

/* ---- what is taken ---- */

TEST(a_file_is_known_by_its_content_whatever_its_name)
{
    Media media;

    CHECK_STATUS(media_identify(painted(arena, "a.jpg", 64, 48), &media), OK);
    CHECK_INT(media.kind, MEDIA_JPEG);
    CHECK_INT(media.width, 64);
    CHECK_INT(media.height, 48);
    CHECK(media.bytes > 100 && media.refused == NULL);
    CHECK_STATUS(media_identify(painted(arena, "a.png", 31, 7), &media), OK);
    CHECK_INT(media.kind, MEDIA_PNG);
    CHECK_INT(media.width, 31);
    CHECK_STATUS(media_identify(painted(arena, "a.webp", 100, 33), &media), OK);
    CHECK_INT(media.kind, MEDIA_WEBP);
    CHECK_INT(media.height, 33);
    CHECK_STATUS(media_identify(put(arena, "a.exe", plain_pdf(arena)), &media), OK);
    CHECK_INT(media.kind, MEDIA_PDF);
    CHECK_STATUS(media_identify("/nowhere/a.jpg", &media), NOT_FOUND);
}

/* ---- each refusal and its sentence ---- */

TEST(what_is_not_taken_is_refused_with_a_sentence)
{
    Text jpeg = bytes_of(arena, painted(arena, "b.jpg", 320, 240));
    Text png = bytes_of(arena, painted(arena, "b.png", 320, 240));
    Text webp = bytes_of(arena, painted(arena, "b.webp", 320, 240));
    Text pdf = plain_pdf(arena);
    /* clang-format off */
    const struct {
        const char *label;
        Text bytes;
        const char *sentence;
    } rows[] = {
        {"empty",                T(""),                                                 "这个文件是空的"      },
        {"words",                T("村务公开 2023"),                                    SENTENCE_OTHER   },
        {"a page",               T("<!DOCTYPE html><script>alert(1)</script>"),         SENTENCE_OTHER   },
        {"SVG",                  T("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),      SENTENCE_OTHER   },
        {"HEIC",                 T("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"),            SENTENCE_HEIC    },
        {"HEIF",                 T("\0\0\0\x18" "ftypmif1\0\0\0\0mif1heic"),            SENTENCE_HEIC    },
        {"AVIF",                 T("\0\0\0\x18" "ftypavif\0\0\0\0mif1avif"),            SENTENCE_IMAGE   },
        {"GIF",                  T("GIF89a\1\0\1\0\0\0\0;"),                            SENTENCE_IMAGE   },
        {"TIFF",                 T("II*\0\x08\0\0\0"),                                  SENTENCE_IMAGE   },
        {"xlsx",                 T("PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml"),    SENTENCE_SHEET   },
        {"xls",                  T("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),                 SENTENCE_SHEET   },
        {"50,000 PNG",           png_header(arena, 50000, 50000),                       SENTENCE_PIXELS  },
        {"4 billion PNG",        png_header(arena, 0xFFFFFFFF, 0xFFFFFFFF),             SENTENCE_PIXELS  },
        {"50,000 JPEG",          jpeg_header(arena, 50000, 50000),                      SENTENCE_PIXELS  },
        {"a PNG of no height",   png_header(arena, 10, 0),                              SENTENCE_BROKEN  },
        {"a JPEG of no width",   jpeg_header(arena, 0, 10),                             SENTENCE_BROKEN  },
        {"a JPEG of no height",  jpeg_header(arena, 10, 0),                             SENTENCE_BROKEN  },
        {"half a JPEG",          text_slice(jpeg, 0, jpeg.len / 2),                     SENTENCE_BROKEN  },
        {"half a PNG",           text_slice(png, 0, png.len / 2),                       SENTENCE_BROKEN  },
        {"half a WebP",          text_slice(webp, 0, webp.len / 2),                     SENTENCE_BROKEN  },
        {"a JPEG's beginning",   T("\xFF\xD8\xFF\xE0"),                                 SENTENCE_BROKEN  },
        {"JPEG, words",          joined(arena, jpeg, T("words")),                       SENTENCE_POLYGLOT},
        {"JPEG, page",           joined(arena, jpeg, T("<SCRIPT>alert(1)</script>")),   SENTENCE_POLYGLOT},
        {"JPEG, zip",            joined(arena, jpeg, T("PK\x03\x04zip")),               SENTENCE_POLYGLOT},
        {"JPEG, PDF",            joined(arena, jpeg, pdf),                              SENTENCE_POLYGLOT},
        {"JPEG, JPEG, PHP",      joined(arena, jpeg, joined(arena, jpeg, T("<?php "))), SENTENCE_POLYGLOT},
        {"PNG, words",           joined(arena, png, T("words")),                        SENTENCE_POLYGLOT},
        {"PNG, JPEG",            joined(arena, png, jpeg),                              SENTENCE_POLYGLOT},
        {"WebP, words",          joined(arena, webp, T("words")),                       SENTENCE_POLYGLOT},
        {"PDF, page",            joined(arena, pdf, T("<html><script>")),               SENTENCE_POLYGLOT},
        {"PDF, zip",             joined(arena, pdf, T("PK\x03\x04")),                   SENTENCE_POLYGLOT},
        {"PDF behind a page",    joined(arena, T("<html>"), pdf),                       SENTENCE_POLYGLOT},
        {"PDF behind rubbish",   joined(arena, T("rubbish"), pdf),                      SENTENCE_POLYGLOT},
        {"PDF, page in head",    joined(arena, T("%PDF-1.4\n%<html>\n"), pdf),          SENTENCE_POLYGLOT},
        {"PDF that is a zip",    joined(arena, pdf,
                                     T("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")),  SENTENCE_POLYGLOT},
        {"half a PDF",           text_slice(pdf, 0, pdf.len / 2),                       SENTENCE_PDF_BROKEN},
    };
    /* clang-format on */

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Media media;

        ROW(rows[i].label);
        CHECK_STATUS(media_identify(put(arena, "refused", rows[i].bytes), &media), INVALID);
        CHECK_TEXT(text_c(media.refused), rows[i].sentence);
    }
    ROW(NULL);
}

TEST(a_page_in_a_comment_of_a_photo_is_refused)
{
    Text jpeg = bytes_of(arena, painted(arena, "b.jpg", 320, 240));
    Text comment = T("\xFF\xFE\0\x16<script>alert(1)//..");
    Text parts[] = {text_slice(jpeg, 0, 2), comment, text_slice(jpeg, 2, jpeg.len)};
    Media media;

    CHECK_STATUS(
        media_identify(put(arena, "c", text_join(arena, (Texts){parts, 3}, T(""))), &media),
        INVALID);
    CHECK_TEXT(text_c(media.refused), SENTENCE_POLYGLOT);
}

TEST(what_phones_put_behind_a_photo_does_not_matter)
{
    Text jpeg = bytes_of(arena, painted(arena, "b.jpg", 320, 240));
    const struct {
        const char *label;
        Text tail;
    } rows[] = {
        {"padding",                                        T("\0\0\0\0\0\0\0\0")},
        {"a second picture",                               jpeg                 },
        {"padding, picture",                               joined(arena,          T("\0\0\0"), jpeg)},
        {"a film",                                           T("\0\0\0\x18"
                     "ftypmp42\0\0\0\0mp42isom")                                                               },
        {"Samsung's notes", T("SEFH\x6A\0\0\0SEFT")},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Media media;

        ROW(rows[i].label);
        CHECK_STATUS(media_identify(put(arena, "d", joined(arena, jpeg, rows[i].tail)), &media),
                     OK);
    }
    ROW(NULL);
}

TEST(twenty_megabytes_are_the_limit)
{
    Text jpeg = bytes_of(arena, painted(arena, "b.jpg", 320, 240));
    Buf buf = buf_new(arena, MEDIA_BYTES_MAX + 1);
    Media media;

    buf_text(&buf, jpeg);
    while (buf.len < MEDIA_BYTES_MAX)
        buf_char(&buf, '\0');
    CHECK_STATUS(media_identify(put(arena, "e", buf_done(&buf)), &media), OK);
    buf_char(&buf, '\0');
    CHECK_STATUS(media_identify(put(arena, "e", buf_done(&buf)), &media), INVALID);
    CHECK_TEXT(text_c(media.refused), "文件太大，一个附件最多 20 MB");
}

/* ---- the child ---- */

typedef enum Deed {
    DEED_ANSWER,
    DEED_REFUSE,
    DEED_CRASH,
    DEED_SPIN,
    DEED_SLEEP,
    DEED_HOARD,
    DEED_FILL,
    DEED_CONNECT,
    DEED_INHERIT,
    DEED_LIE
} Deed;

static int inherited;

static Status
do_deed(const void *job, void *result)
{
    const Deed *deed = job;
    int *answer = result;
    FILE *file;

    *answer = 42;
    switch (*deed) {
    case DEED_ANSWER:
        return OK;
    case DEED_REFUSE:
        return INVALID;
    case DEED_CRASH:
        __builtin_trap();
    case DEED_SPIN:
        for (volatile unsigned int i = 0;; i++)
            ;
    case DEED_SLEEP:
        sleep(60);
        return OK;
    case DEED_HOARD: {
        Arena *arena = arena_new((size_t)4 << 30);

        for (int i = 0; i < 8; i++)
            memset(arena_alloc(arena, (size_t)64 << 20), 1, 4096);
        return OK;
    }
    case DEED_FILL:
        file = fopen(path_of(arena_new(1024 * 1024), "full"), "w");
        for (int i = 0; i < 4 * 1024 * 1024 && file != NULL; i++)
            fwrite("0123456789abcdef0123456789abcdef", 1, 32, file);
        return OK;
    case DEED_CONNECT:
        return socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM ? OK : INVALID;
    case DEED_INHERIT:
        return write(inherited, "x", 1) < 0 && errno == EBADF ? OK : INVALID;
    case DEED_LIE:
        return (Status)99;
    }
    return FAULT;
}

/* Without its own limit the child would go on until the time on the wall is over. */
TEST(a_child_that_never_ends_has_its_seconds)
{
    static const MediaLimits limits = {.cpu_seconds = 1,
                                       .wall_seconds = 30,
                                       .memory_bytes = 256 * 1024 * 1024,
                                       .file_bytes = 1024 * 1024};
    Deed deed = DEED_SPIN;
    int64_t began_ms = clock_monotonic_ms();
    int answer;

    log_use_level(LOG_LEVEL_ERROR);
    CHECK_STATUS(media_in_child(do_deed, &deed, &answer, sizeof answer, &limits), INVALID);
    CHECK(clock_monotonic_ms() - began_ms < 15000);
    log_use_level(LOG_LEVEL_INFO);
}

TEST(a_child_answers_or_is_given_up)
{
    static const MediaLimits tight = {.cpu_seconds = 1,
                                      .wall_seconds = 2,
                                      .memory_bytes = 256 * 1024 * 1024,
                                      .file_bytes = 1024 * 1024};
    const struct {
        const char *label;
        Deed deed;
        Status status;
        int answer;
    } rows[] = {
        {"answers",                      DEED_ANSWER,  OK,      42},
        {"refuses",                      DEED_REFUSE,  INVALID, 42},
        {"crashes",                      DEED_CRASH,   INVALID, 0 },
        {"never ends",                   DEED_SPIN,    INVALID, 0 },
        {"sleeps",                       DEED_SLEEP,   INVALID, 0 },
        {"takes all memory",             DEED_HOARD,   INVALID, 0 },
        {"fills the disk",               DEED_FILL,    INVALID, 0 },
        {"cannot reach the network",     DEED_CONNECT, OK,      42},
        {"has no files of its parent's", DEED_INHERIT, OK,      42},
        {"answers nonsense",             DEED_LIE,     INVALID, 0 },
    };

    inherited = fcntl(2, F_DUPFD, 20);
    log_use_level(LOG_LEVEL_ERROR);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int answer = 7;

#if defined(__SANITIZE_ADDRESS__)
        if (rows[i].deed == DEED_HOARD)
            continue; /* memory is not limited then */
#endif
        ROW(rows[i].label);
        CHECK_STATUS(media_in_child(do_deed, &rows[i].deed, &answer, sizeof answer, &tight),
                     rows[i].status);
        CHECK_INT(answer, rows[i].answer);
    }
    ROW(NULL);
    log_use_level(LOG_LEVEL_INFO);
    close(inherited);
}
