/* A screen that hangs for weeks: it asks for its own page once a minute by ETag and puts the new
   content where the old one stood, says so when nobody answers, and goes on by itself.  One timer for
   asking, one for the clock and what turns over; nothing is kept but the last answer's ETag.
   Written for Chrome 61 and iOS 12 as it stands. */

const ASK_MS = 60000;
const LOST_MS = 15000;    /* asked more often while nobody answers */
const ANSWER_MS = 20000;  /* an answer that takes longer counts as none */
const TURN_MS = 15000;
const TICK_MS = 1000;
const ZONE_MS = 8 * 3600000;   /* Asia/Shanghai, like the program */
const NIGHT_HOUR = 3;
const DAY_MS = 86400000;

const state = {
    etag: "", asking: false, timer: 0,
    ahead: 0,             /* how far the server's clock is ahead of ours */
    seen: Date.now(),     /* when the server answered last */
    loaded: Date.now(),
    turned: Date.now(), at: 0,
};

const now = () => Date.now() + state.ahead;
const two = (number) => (number < 10 ? "0" : "") + number;
const clock = (time) => {
    const date = new Date(time + ZONE_MS);
    return two(date.getUTCHours()) + ":" + two(date.getUTCMinutes());
};

/* ---- what turns over ---- */

const show = () => {
    const box = document.querySelector("[data-turn]");
    const slides = box ? box.querySelectorAll(".slide") : [];
    if (!slides.length) return;
    box.classList.add("turning");
    state.at %= slides.length;
    for (let i = 0; i < slides.length; i += 1) slides[i].classList[i === state.at ? "add" : "remove"]("on");
};

const turn = () => {
    state.at += 1;
    state.turned = Date.now();
    show();
};

/* ---- the clock ---- */

const tell = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
};

const tick = () => {
    tell(document.querySelector("[data-clock]"), clock(now()));
    if (Date.now() - state.turned >= TURN_MS) turn();
};

/* ---- asking ---- */

const lost = (is_lost) => {
    const line = document.getElementById("lost");
    if (!line) return;
    line.hidden = !is_lost;
    tell(line, is_lost ? line.getAttribute("data-text").replace("HH:MM", clock(state.seen + state.ahead)) : "");
};

const script_of = (page) => {
    const script = page.querySelector("script[src]");
    return script ? script.getAttribute("src") : "";
};

/* Once a night, while the server answers, everything anew: whatever a browser leaks goes with it. */
const night = () => {
    const hour = new Date(now() + ZONE_MS).getUTCHours();
    return hour === NIGHT_HOUR && Date.now() - state.loaded > DAY_MS / 4;
};

const take = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById("live");
    const old = document.getElementById("live");
    if (!fresh || !old) throw new Error("not a screen");
    if (script_of(page) !== script_of(document)) {
        location.reload();  /* the program is a newer one */
        return;
    }
    old.parentNode.replaceChild(document.adoptNode(fresh), old);
    document.title = page.title;
    show();
    tick();
};

const ask = () => {
    const headers = state.etag ? { "If-None-Match": state.etag } : {};
    const stop = window.AbortController ? new AbortController() : null;
    const options = { headers, cache: "no-store", credentials: "omit" };
    let late = 0;
    if (stop) options.signal = stop.signal;
    const waited = new Promise((resolve, reject) => {
        late = setTimeout(() => {
            if (stop) stop.abort();
            reject(new Error("no answer"));
        }, ANSWER_MS);
    });
    const asked = fetch(location.pathname + location.search, options).then((answer) => {
        if (answer.status !== 200 && answer.status !== 304) throw new Error("status " + answer.status);
        const date = Date.parse(answer.headers.get("Date"));
        if (date) state.ahead = date - Date.now();
        if (answer.status === 304) return null;
        return answer.text().then((html) => ({ html, etag: answer.headers.get("ETag") || "" }));
    });
    return Promise.race([asked, waited]).then((got) => {
        clearTimeout(late);
        return got;
    }, (error) => {
        clearTimeout(late);
        throw error;
    });
};

const plan = (ms) => {
    clearTimeout(state.timer);
    state.timer = setTimeout(refresh, ms);
};

function refresh() {
    if (state.asking) return Promise.resolve();
    state.asking = true;
    return ask().then((got) => {
        state.seen = Date.now();
        if (got) {
            take(got.html);
            state.etag = got.etag;
        }
        lost(false);
        if (night()) location.reload();
        return ASK_MS;
    }).catch(() => {
        lost(true);
        return LOST_MS;
    }).then((ms) => {
        state.asking = false;
        plan(ms);
    });
}

show();
tick();
setInterval(tick, TICK_MS);
plan(ASK_MS);
window.addEventListener("online", refresh);

/* For whoever tries it out without waiting: docs/screen.md. */
window.mingbai_screen = { refresh, turn, state };
