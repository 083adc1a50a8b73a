/*
 * media_files -- photos and PDFs for the tests of src/media/: pictures are painted by libvips in a
 * child, PDFs are written by hand.
 */
#pragma once

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>
#include <vips/vips.h>

#include "harness.h"

#include "base/buf.h"
#include "base/file.h"
#include "media/media.h"

static char test_folder[] = "/tmp/mingbai-media-XXXXXX";

static void
remove_folder(void)
{
    DIR *dir = opendir(test_folder);
    struct dirent *entry;

    while (dir != NULL && (entry = readdir(dir)) != NULL)
        (void)unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir != NULL)
        closedir(dir);
    (void)rmdir(test_folder);
}

static inline const char *
folder(void)
{
    static bool made;

    if (!made && (mkdtemp(test_folder) == NULL || atexit(remove_folder) != 0))
        abort();
    made = true;
    return test_folder;
}

static inline const char *
path_of(Arena *arena, const char *name)
{
    return text_cstr(arena, text_printf(arena, "%s/%s", folder(), name));
}

static inline const char *
put(Arena *arena, const char *name, Text bytes)
{
    const char *path = path_of(arena, name);

    if (file_write(path, bytes, 0600) != OK)
        abort();
    return path;
}

static inline Text
bytes_of(Arena *arena, const char *path)
{
    Text bytes = {0};

    if (file_read(arena, path, 64 * 1024 * 1024, &bytes) != OK)
        return T("");
    return bytes;
}

static inline Text
joined(Arena *arena, Text a, Text b)
{
    return text_join(arena,
                     (Texts){
                         (Text[]){a, b},
                         2
    },
                     T(""));
}

typedef struct Picture {
    const char *path;
    int width;
    int height;
    int orientation;     /* EXIF's; 0: none */
    bool transparent;    /* the left half */
    const char *profile; /* of colours: "p3", "cmyk"; NULL: none */
    bool forgotten;      /* … and the file does not say so */
} Picture;

/* Left half red, right half blue, so that turning shows; EXIF with a place and a telephone's name.
 */
static inline Status
paint(const void *job, void *result)
{
    const Picture *picture = job;
    VipsImage *black;
    VipsImage *image = NULL;
    VipsImage *painted;
    double red[] = {255, 0, 0, 0};
    double blue[] = {0, 0, 255, 255};
    int bands = picture->transparent ? 4 : 3;

    (void)result;
    if (VIPS_INIT("test") != 0 ||
        vips_black(&black, picture->width, picture->height, "bands", bands, NULL) != 0)
        return FAULT;
    painted = vips_image_new_memory();
    if (vips_image_write(black, painted) != 0)
        return FAULT;
    if (!picture->transparent)
        red[3] = 255;
    if (vips_draw_rect(painted, red, bands, 0, 0, picture->width / 2, picture->height, "fill", TRUE,
                       NULL) != 0 ||
        vips_draw_rect(painted, blue, bands, picture->width / 2, 0, picture->width, picture->height,
                       "fill", TRUE, NULL) != 0 ||
        vips_copy(painted, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) != 0)
        return FAULT;
    if (picture->profile != NULL) {
        VipsImage *plain = image;

        if (vips_icc_transform(plain, &image, picture->profile, "input_profile", "srgb", NULL) != 0)
            return FAULT;
    }
    if (picture->forgotten)
        vips_image_remove(image, VIPS_META_ICC_NAME);
    vips_image_set_string(image, "exif-ifd0-Model", "SecretPhone");
    vips_image_set_string(image, "exif-ifd0-Make", "SecretMaker");
    if (picture->orientation != 0)
        vips_image_set_int(image, VIPS_META_ORIENTATION, picture->orientation);
    return vips_image_write_to_file(image, picture->path, NULL) == 0 ? OK : FAULT;
}

static inline const char *
painted(Arena *arena, const char *name, int width, int height)
{
    Picture picture = {.path = path_of(arena, name), .width = width, .height = height};
    char none;

    if (media_in_child(paint, &picture, &none, 1, &media_limits) != OK)
        abort();
    return picture.path;
}

typedef struct Pixel {
    int width;
    int height;
    double left[3];
    double right[3];
} Pixel;

/* Looks at the middle of both halves. */
static inline Status
look(const void *path, void *result)
{
    Pixel *pixel = result;
    VipsImage *image;
    double *left;
    double *right;
    int bands;

    if (VIPS_INIT("test") != 0)
        return FAULT;
    image = vips_image_new_from_file(path, NULL);
    if (image == NULL)
        return FAULT;
    pixel->width = vips_image_get_width(image);
    pixel->height = vips_image_get_height(image);
    if (vips_getpoint(image, &left, &bands, pixel->width / 4, pixel->height / 4, NULL) != 0 ||
        vips_getpoint(image, &right, &bands, pixel->width * 3 / 4, pixel->height / 4, NULL) != 0 ||
        bands != 3)
        return FAULT;
    memcpy(pixel->left, left, sizeof pixel->left);
    memcpy(pixel->right, right, sizeof pixel->right);
    return OK;
}

static inline Pixel
pixels_of(const char *path)
{
    Pixel pixel;

    CHECK_STATUS(media_in_child(look, path, &pixel, sizeof pixel, &media_limits), OK);
    return pixel;
}

static inline bool
is_about(const double *got, double red, double green, double blue)
{
    return got[0] > red - 12 && got[0] < red + 12 && got[1] > green - 12 && got[1] < green + 12 &&
           got[2] > blue - 12 && got[2] < blue + 12;
}

/* A PDF of these objects (without "n 0 obj" … "endobj"); a correct table of references. */
static inline Text
pdf_of(Arena *arena, const Text *objects, size_t count, Text trailer)
{
    Buf pdf = buf_new(arena, 8 * 1024 * 1024);
    size_t *at = NEW_ARRAY(arena, size_t, count);
    size_t table;

    BUF_LIT(&pdf, "%PDF-1.7\n");
    for (size_t i = 0; i < count; i++) {
        at[i] = pdf.len;
        buf_printf(&pdf, "%zu 0 obj\n", i + 1);
        buf_text(&pdf, objects[i]);
        BUF_LIT(&pdf, "\nendobj\n");
    }
    table = pdf.len;
    buf_printf(&pdf, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count; i++)
        buf_printf(&pdf, "%010zu 00000 n \n", at[i]);
    buf_printf(&pdf, "trailer\n<< /Size %zu /Root 1 0 R %.*s >>\nstartxref\n%zu\n%%%%EOF\n",
               count + 1, TEXT_ARGS(trailer), table);
    return buf_done(&pdf);
}

static inline Text
plain_pdf(Arena *arena)
{
    return pdf_of(arena,
                  (Text[]){T("<< /Type /Catalog /Pages 2 0 R >>"),
                           T("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                           T("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>")},
                  3, T(""));
}

/* A JPEG's or PNG's header with these sides: enough to be refused before anything unpacks it. */
static inline Text
png_header(Arena *arena, uint32_t width, uint32_t height)
{
    Buf png = buf_new(arena, 4096);
    const uint32_t sides[] = {width, height};

    BUF_LIT(&png, "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR");
    for (size_t i = 0; i < 2; i++)
        for (int shift = 24; shift >= 0; shift -= 8)
            buf_char(&png, (char)(sides[i] >> shift));
    BUF_LIT(&png, "\x08\x02\0\0\0crc!");
    BUF_LIT(&png, "\0\0\0\x04IDATdatacrc!");
    BUF_LIT(&png, "\0\0\0\0IENDcrc!");
    return buf_done(&png);
}

static inline Text
jpeg_header(Arena *arena, unsigned int width, unsigned int height)
{
    Buf jpeg = buf_new(arena, 4096);

    BUF_LIT(&jpeg, "\xFF\xD8\xFF\xC0\0\x0B\x08");
    buf_char(&jpeg, (char)(height >> 8));
    buf_char(&jpeg, (char)height);
    buf_char(&jpeg, (char)(width >> 8));
    buf_char(&jpeg, (char)width);
    BUF_LIT(&jpeg, "\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0");
    BUF_LIT(&jpeg, "coded\xFF\0data\xFF\xD9");
    return buf_done(&jpeg);
}

/* ---- sentences ---- */

#define SENTENCE_OTHER "附件只能是照片（JPG、PNG、WebP）或 PDF"
#define SENTENCE_SHEET                                                                             \
    "表格、文档和压缩包不能作为附件公开（里面可能有隐藏的内容），请另存为 PDF 再上传"
#define SENTENCE_HEIC                                                                              \
    "这是 HEIC 格式的照片，请存成 JPEG 再上传（苹果手机：设置 → 相机 → 格式 → 兼容性最佳）"
#define SENTENCE_IMAGE "这种图片格式用不了，请存成 JPEG 或 PNG 再上传"
#define SENTENCE_PIXELS "图片太大（超过 5000 万像素），请缩小后再上传"
#define SENTENCE_BROKEN "图片不完整或已损坏，请重新拍照，或重新上传"
#define SENTENCE_POLYGLOT "文件里夹带了别的内容，不能公开，请重新拍照，或重新导出 PDF"
#define SENTENCE_PDF_BROKEN "这个 PDF 不完整或已损坏，请重新导出"
