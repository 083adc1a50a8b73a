/*
 * looks -- pages in every mode: axe finds nothing, nothing sticks out, targets are as big as a thumb, text can be read, there
 * is one heading of the first level, the console keeps quiet.
 *
 *     looks(site, [["/desk", "desk-village", "village"], [() => list, "list"], …]);
 *
 * What is folded is opened first.  What a window's width and its colours change is looked at on one answer of the server;
 * large type, traditional characters and English, which is read without script, ask it anew.  A picture of each is kept
 * when MINGBAI_SHOTS names a folder, and of what fails in any case.
 */
import { axe, COLOURS, overflow, SHOTS_WANTED, shot, SIZES, small_targets, small_text, test } from "./harness.mjs";

/* What large type can break in a page whose parts are the same. */
const SIZES_AND_COLOURS = [...COLOURS, "target-size", "scrollable-region-focusable"];
const LOADS = [
    {
        mode: {},
        views: [
            { name: "phone", size: "phone", axe: "all" },
            { name: "small", size: "small" },
            { name: "desktop", size: "desktop", axe: "all" },
            { name: "dark", size: "phone", dark: true, axe: COLOURS },
        ],
    },
    {
        mode: { elder: true },
        views: [
            { name: "elder", size: "phone", axe: SIZES_AND_COLOURS },
            { name: "elder-small", size: "small" },
            { name: "elder-dark", size: "phone", dark: true, axe: COLOURS },
        ],
    },
    { mode: { lang: "zh-Hant" }, views: [{ name: "hant", size: "phone" }] },
    { mode: { lang: "en", script: false }, views: [{ name: "English without script", size: "small" }] },
];

/* What is found on another page: the first link there that matches; from is a path, or again such a link. */
export const first_link = (from, selector) => ({ from: Array.isArray(from) ? first_link(...from) : from, selector });

async function go(page, where) {
    if (typeof where === "string") return page.goto(where);
    if (typeof where === "function") {
        const found = await where(page);
        return typeof found === "string" ? page.goto(found) : found;
    }
    if (!where.found) {
        await go(page, where.from);
        where.found = await page.locator(where.selector).first().getAttribute("href");
    }
    return page.goto(where.found);
}

async function look(page, view) {
    const found = [];
    await page.emulateMedia({ colorScheme: view.dark ? "dark" : "light", reducedMotion: "reduce" }); /* colours at once */
    await page.setViewportSize(SIZES[view.size]);
    found.push(...await overflow(page), ...await small_targets(page), ...await small_text(page));
    if (view.axe) found.push(...await axe(page, view.axe));
    return found;
}

/* pages: [where, name, account, status]; where: a path, a way there (first_link), or a function that gives a path or, with
 * the page in hand, goes there itself and gives the response. */
export function looks(site, pages) {
    for (const [where, name, account, status = 200] of pages) {
        for (const { mode, views } of LOADS) {
            test(`${name}: ${views.map((view) => view.name).join(", ")}`, async (t) => {
                const page = await site.shared_page({ account, ...mode });
                await page.setViewportSize(SIZES[views[0].size]);
                const response = await go(page, where);
                t.same(response.status(), status, "status");
                t.same(await page.locator("h1").count(), 1, "headings of the first level");
                t.check((await page.locator("main").innerText()).length > 10, "there is something to read");
                await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
                for (const view of views) {
                    const found = await look(page, view);
                    for (const one of found) t.check(false, `${view.name}: ${one}`);
                    if (SHOTS_WANTED || found.length) await shot(page, `${name}-${view.name}`);
                }
                if (status === 200) t.same(page.complaints.join("\n"), "", "the console");
            });
        }
    }
}
