/* Photos, written anew by libvips. */
#include <sys/stat.h>
#include <vips/vips.h>

#include "base/log.h"
#include "media/inside.h"

enum { IMAGE_QUALITY = 82, THUMB_QUALITY = 75 };

/* Only pixels: a white ground under what is transparent, no metadata, no colour profile. */
static bool
save(VipsImage *image, const char *path, int quality)
{
    VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
    VipsImage *flat = NULL;
    bool failed;

    if (vips_image_hasalpha(image))
        failed = vips_flatten(image, &flat, "background", white, NULL) != 0;
    else
        failed = vips_copy(image, &flat, NULL) != 0;
    failed = failed || vips_jpegsave(flat, path, "Q", quality, "strip", TRUE, "optimize_coding",
                                     TRUE, NULL) != 0;
    if (flat != NULL)
        g_object_unref(flat);
    vips_area_unref(VIPS_AREA(white));
    return !failed;
}

/* What has a colour profile (telephones with wide colours, scanners) is brought to sRGB, because
 * the profile does not go with it; one that cannot be read is forgotten.  Takes over image. */
static VipsImage *
to_srgb(VipsImage *image)
{
    VipsImage *plain = NULL;

    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME) == 0 ||
        vips_icc_transform(image, &plain, "srgb", "embedded", TRUE, "intent", VIPS_INTENT_RELATIVE,
                           NULL) != 0)
        return image;
    g_object_unref(image);
    return plain;
}

/* Makes it smaller while it is being decoded, and turns it upright. */
static VipsImage *
shrink(Text bytes, int side)
{
    VipsImage *image = NULL;

    if (vips_thumbnail_buffer((void *)(uintptr_t)bytes.at, bytes.len, &image, side, "height", side,
                              "size", VIPS_SIZE_DOWN, "fail_on", VIPS_FAIL_ON_ERROR, NULL) != 0)
        return NULL;
    return to_srgb(image);
}

static Status
file_bytes(const char *path, int64_t *bytes_out)
{
    struct stat about;

    if (stat(path, &about) != 0)
        return FAULT;
    *bytes_out = about.st_size;
    return OK;
}

static Status
write_images(Text bytes, const Job *job, Answer *answer)
{
    VipsImage *image = shrink(bytes, MEDIA_IMAGE_SIDE_MAX);
    VipsImage *thumb = NULL;
    bool saved;

    if (image == NULL)
        return refuse(answer, REFUSED_BROKEN);
    answer->width = vips_image_get_width(image);
    answer->height = vips_image_get_height(image);
    saved = save(image, job->target, IMAGE_QUALITY);
    g_object_unref(image);
    if (saved && job->thumb != NULL) {
        saved = vips_thumbnail(job->target, &thumb, MEDIA_THUMB_SIDE_MAX, "height",
                               MEDIA_THUMB_SIDE_MAX, "size", VIPS_SIZE_DOWN, NULL) == 0 &&
                save(thumb, job->thumb, THUMB_QUALITY);
        if (thumb != NULL)
            g_object_unref(thumb);
    }
    if (!saved) {
        return refuse(answer, REFUSED_BROKEN);
    }
    return file_bytes(job->target, &answer->bytes);
}

/* Its warnings about spoilt files are for nobody. */
static void
say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

static Status
image_work(const void *data, void *result)
{
    const Job *job = data;
    Answer *answer = result;
    Arena *arena = arena_new(CHILD_ARENA_BYTES);
    Text bytes;

    TRY(identify_source(arena, job, &bytes, answer));
    if (answer->kind == MEDIA_PDF)
        return refuse(answer, REFUSED_NO_PHOTO);
    g_log_set_default_handler(say_nothing, NULL);
    if (VIPS_INIT("mingbai") != 0) {
        log_error("media.vips", LOG_C("error", vips_error_buffer()));
        return FAULT;
    }
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    return write_images(bytes, job, answer); /* the process ends here; so does its memory */
}

Status
media_image_safe(const char *source, const char *target, const char *thumb, Media *out)
{
    return media_run(image_work, &(Job){source, target, thumb}, out);
}
