/*
 * The wall screen: every size of wall, a day of it in seconds, a server that goes away and comes back, a browser
 * without script.
 */
import { axe, overflow, shot, start, test, words } from "./harness.mjs";

const site = await start();
const DISTRICT = "/screen/210111000000";
const TOWNSHIP = "/screen/210111010000";
const VILLAGE = "/screen/210111010203";
const WALLS = { hd: [1920, 1080], uhd: [3840, 2160], old: [1024, 768], wide: [2560, 1080], standing: [1080, 1920], tall: [2160, 3840] };
const LEAST_PX = 17; /* on a wall of 1080 lines */
const DAY_MINUTES = 1440;

async function wall(size, address, mode = {}) {
    const page = await site.page(mode);
    await page.setViewportSize({ width: WALLS[size][0], height: WALLS[size][1] });
    await page.goto(address);
    return page;
}

/* Text smaller than may be at this size, letters inside of pictures, too. */
const tiny = (page, least) => page.evaluate((limit) => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim();
        const element = walk.currentNode.parentElement;
        if (!text || element.closest("title, script, [hidden]")) continue;
        const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
        const size = parseFloat(getComputedStyle(element).fontSize) * scale;
        if (size < limit - 0.01) found.push(`${size.toFixed(1)} px: ${text.slice(0, 20)}`);
    }
    return found.slice(0, 5);
}, least);

/* What sticks out of the wall, which nobody can scroll, and what lies over its neighbours. */
const out_of_sight = (page) => page.evaluate(() => {
    const bottom = window.innerHeight + 1;
    return Array.from(document.querySelectorAll("h1, h2, dt, dd, .bars li, .legend, .months, .clock, .hexmap, .phone, .people li, .slide.on h2"))
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.bottom > bottom || box.right > window.innerWidth + 1 || box.top < 0))
        .map(([element, box]) => `${element.className || element.localName} ${element.textContent.trim().slice(0, 20)} ends at ${Math.round(box.bottom)}`)
        .concat(Array.from(document.querySelectorAll(".side section")).filter((section) => {
            const next = section.nextElementSibling;
            return next && section.getBoundingClientRect().bottom > next.getBoundingClientRect().top + 1;
        }).map((section) => "lies over what follows: " + section.textContent.trim().slice(0, 20))).slice(0, 6);
});

for (const [size, [width, height]] of Object.entries(WALLS))
    test(`a wall of ${width} × ${height}`, async (t) => {
        for (const [name, address] of Object.entries({ district: DISTRICT, township: TOWNSHIP, village: VILLAGE, province: "/screen/210000000000" })) {
            const page = await wall(size, address);
            const least = LEAST_PX * (width > height ? Math.min(width / 1920, height / 1080) : Math.min(width / 1080, height / 1920));
            for (const fault of await tiny(page, least)) t.check(false, `${name}: ${fault}`);
            for (const fault of await overflow(page)) t.check(false, `${name}: ${fault}`);
            for (const fault of await out_of_sight(page)) t.check(false, `${name}: ${fault}`);
            t.same(await page.evaluate(() => document.documentElement.scrollHeight > window.innerHeight + 1), false, `${name}: nothing to scroll`);
            t.same(page.complaints.join("; "), "", `${name}: the console`);
            if (size === "hd" || size === "standing") await shot(page, `screen-${name}-${size}`);
            if (size === "hd") for (const fault of await axe(page)) t.check(false, `${name}: ${fault}`);
            await page.context().close();
        }
    });

test("what the district's screen says is what the records say", async (t) => {
    const page = await wall("hd", DISTRICT);
    const text = await words(page);
    t.same(await page.locator(".hexmap .hex").count(), 186, "a cell a village");
    t.same(await page.locator(".patch-name").count(), 12, "the townships by name");
    t.includes(text, "街镇按时公开情况");
    const names = await page.locator(".rates li > a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    t.same(names.join(), names.slice().sort().join(), "by code: nobody is ranked");
    t.same(names.length, 12, "all townships");
    t.same(await page.locator(".rates li").first().innerText().then((line) => /^\d/.test(line)), false, "no number before a name");
    const { body } = await site.api(undefined, "GET", "/regions/210111000000/summary");
    const heads = await page.locator(".heads dd").allInnerTexts();
    t.same(heads[2].replace(/\s/g, ""), `${body.opinions.pending}件`, "what is being handled");
    const late = await page.locator(".hex.cell-late").count();
    t.same(heads[3].replace(/\s/g, ""), `${late}个村`, "the headline counts the red cells");
    t.same(await page.locator(".cell-late ~ .hex-sign").count(), late, "each of them says so without its colour");
    t.check(await page.locator(".bars .num").count() > 10, "money by everyday word");
});

test("nothing but what a visitor may see, also when an official is signed in", async (t) => {
    const visitor = await (await wall("hd", VILLAGE)).locator("#live").innerHTML();
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(VILLAGE);
    const strip = (html) => html.replace(/<b class="num" data-clock="">.*?<\/b>/, "").replace(/class="slide( [^"]*)? on"|class="slide[^"]*"/g, "");
    t.same(strip(await page.locator("#live").innerHTML()), strip(visitor), "the same for both");
    const fresh = await site.page();
    await fresh.goto(DISTRICT);
    t.same((await fresh.context().cookies()).length, 0, "no cookie");
});

test("a village's screen turns over", async (t) => {
    const page = await wall("hd", VILLAGE);
    const count = await page.locator(".slide").count();
    t.check(count > 3, "several to see: " + count);
    t.same(await page.locator(".slide.on").count(), 1, "one at a time");
    const first = await page.locator(".slide.on h2").innerText();
    await page.evaluate(() => window.mingbai_screen.turn());
    t.check(await page.locator(".slide.on h2").innerText() !== first, "another");
    for (let turn = 1; turn < count; turn += 1) await page.evaluate(() => window.mingbai_screen.turn());
    t.same(await page.locator(".slide.on h2").innerText(), first, "and round again");
    await page.evaluate(() => { window.mingbai_screen.state.turned -= 15000; });
    await page.waitForFunction((was) => document.querySelector(".slide.on h2").innerText !== was, first);
    await page.evaluate(() => window.mingbai_screen.refresh());
    t.same(await page.locator(".slide.on").count(), 1, "still one after the page was asked for");
});

test("a day of it: no more memory, no more nodes, no more timers", async (t) => {
    const page = await wall("hd", DISTRICT);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");
    const measure = async () => {
        await devtools.send("HeapProfiler.collectGarbage");
        const { metrics } = await devtools.send("Performance.getMetrics");
        const of = (name) => metrics.find((one) => one.name === name).value;
        return { nodes: of("Nodes"), heap: of("JSHeapUsedSize"), listeners: of("JSEventListeners") };
    };
    const live = (times, anew) => page.evaluate(async ([count, forget]) => {
        for (let i = 0; i < count; i += 1) {
            if (forget) window.mingbai_screen.state.etag = "";
            await window.mingbai_screen.refresh();
        }
    }, [times, anew]);
    await live(20, true);
    const before = await measure();
    await live(DAY_MINUTES - 240, false); /* unchanged: 304 */
    await live(240, true); /* and what a busy day changes */
    const after = await measure();
    /* A tree or two may wait to be collected; one kept at each change would be 240 of them. */
    t.check(after.nodes <= before.nodes * 3, `nodes: ${before.nodes}, then ${after.nodes}`);
    t.check(after.heap <= before.heap * 1.2 + 400000, `heap: ${before.heap}, then ${after.heap}`);
    t.check(after.listeners <= before.listeners + 2, `listeners: ${before.listeners}, then ${after.listeners}`);
});

test("unchanged, the server sends nothing; changed, the screen follows", async (t) => {
    const page = await wall("hd", VILLAGE);
    const answers = [];
    page.on("response", (answer) => answers.push(answer.status()));
    await page.evaluate(() => window.mingbai_screen.refresh());
    await page.evaluate(() => window.mingbai_screen.refresh());
    t.same(answers.join(), "200,304", "the first with its tag, then only a yes");
    const asked = await site.page({ size: "phone" });
    await asked.goto("/r/210111010203/ask?kind=question");
    t.same(await page.evaluate(() => document.getElementById("lost").hidden), true, "no word of a lost connection");
});

test("a server that goes away, and comes back", async (t) => {
    const page = await wall("hd", DISTRICT);
    await page.evaluate(() => window.mingbai_screen.refresh());
    await page.context().setOffline(true);
    await page.evaluate(() => window.mingbai_screen.refresh());
    t.includes(await page.locator("#lost").innerText(), "连不上服务器，下面是");
    t.check(/\d\d:\d\d 的数据/.test(await page.locator("#lost").innerText()), "of when the figures are");
    t.same(await page.locator(".hexmap .hex").count(), 186, "what was there stays");
    await shot(page, "screen-lost");
    t.check(await page.evaluate(() => window.mingbai_screen.state.timer) > 0, "it will ask again");
    await page.context().setOffline(false); /* the browser says that it is online: the screen asks at once */
    await page.waitForFunction(() => document.getElementById("lost").hidden);
    await page.route("**/screen/**", (route) => route.fulfill({ status: 503, body: "later" }));
    await page.evaluate(() => window.mingbai_screen.refresh());
    t.same(await page.locator("#lost").isVisible(), true, "an error is no answer either");
    await page.unroute("**/screen/**");
    await page.route("**/screen/**", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>a portal</h1>" }));
    await page.evaluate(() => window.mingbai_screen.refresh());
    t.same(await page.locator("#lost").isVisible(), true, "nor is somebody else's page");
    t.same(await page.locator(".hexmap .hex").count(), 186, "which takes nobody's place");
    await page.unroute("**/screen/**");
    await page.evaluate(() => window.mingbai_screen.refresh());
    t.same(await page.locator("#lost").isVisible(), false, "and on it goes");
});

test("without script it asks for itself once a minute", async (t) => {
    const page = await wall("hd", VILLAGE, { script: false });
    t.same(await page.locator("meta[http-equiv=refresh]").getAttribute("content"), "60", "by its head");
    t.check(await page.locator(".slide").first().isVisible(), "what is published stands in a list");
    t.same(await page.locator(".hexmap").count() + await page.locator(".slide").count() > 3, true, "all there");
});

test("in all languages", async (t) => {
    for (const [lang, said] of Object.entries({ en: "Overdue", "zh-Hant": "逾期" })) {
        const page = await wall("hd", DISTRICT, { lang });
        t.includes(await words(page), said, lang);
        for (const fault of await out_of_sight(page)) t.check(false, `${lang}: ${fault}`);
        for (const fault of await tiny(page, LEAST_PX)) t.check(false, `${lang}: ${fault}`);
        await shot(page, "screen-district-" + lang);
    }
});

test("what goes on paper and into the loudspeaker", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto("/desk/outreach");
    await page.locator("main a.item").first().click();
    await page.waitForURL(/\/desk\/outreach\/\d{12}/);
    t.includes(await words(page), "大喇叭广播稿");
    t.includes(await words(page), "居民");
    for (const fault of await axe(page)) t.check(false, fault);
    for (const fault of await overflow(page)) t.check(false, fault);
    await shot(page, "outreach-phone");
    const links = await page.locator("main a.item").evaluateAll((all) => all.map((link) => link.href));
    for (const link of links) {
        const answer = await page.request.get(link);
        t.same(answer.status(), 200, link);
    }
    t.same(links.length, 7, "six files and the screen");
});

await site.run();
