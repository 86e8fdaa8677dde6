// From words to answers. Knows nothing of the page that it runs on: data in, data out.
(() => {
  "use strict";
  const { index } = kbSearch;
  // Words that say little of what is meant. They count less; “let people in” or “on my own” would be lost without them.
  const LITTLE = new Set(
    (
      "a about all also always am an and any anymore are as at be been being but by can could did do does doing dont " +
      "even for from get gets getting go got had has have he her hers him his how i id if ill im in into is isnt it its " +
      "ive just like me more my never no not of off on or our out really she should so some such than that thats the " +
      "their them then there they theyre thing things this those to too up us very want wants was we were what whats " +
      "when where which who why will with without would you your youre"
    ).split(" "),
  );
    const WEIGHT_OF_LITTLE = 0.3;
  const WEIGHT_OF_TEXT = 0.2;
  const WEIGHT_OF_WORDING = 1.5;
  const CLOSER_LOOK = 30; // of how many answers the names and phrases are held against the query one by one
  const BOOST_OF_UNFINISHED = 2; // makes up for the low weight of beginnings where there is nothing else
  const ENOUGH_BESIDE_HELP = 0.6; // the share of the query that other answers must meet after words of distress
  const A_UPPER = "A".charCodeAt(0);
  const A_LOWER = "a".charCodeAt(0);
  const LONGEST_EXCERPT = 170;
  const GROUPS = { concept: "Ideas and terms", word: "Words in the glossary", page: "Pages" };

  // The words of a text, just as knowledge_base/views/search.py parts them; those of plain English by a shorter way.
  function words(text) {
    if (/^[ -~]*$/.test(text)) {
      return text.replaceAll("'", "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
    }
    const plain = text.normalize("NFKD").replace(/[\u0300-\u036f'’ʼ]/g, "");
    return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  // The answers, from the columns of the file. On a large site the last three come with the text.
  const answers = index.answers.uri.map(() => ({ also: [], said: [], about: "" }));
  const take = (columns) => {
    for (const [name, values] of Object.entries(columns)) {
      values.forEach((value, number) => (answers[number][name] = value));
    }
    answers.forEach((answer) => (answer.wordings = undefined));
  };
  take(index.answers);
  const options = { tokenize: words, processTerm: (word) => word };
  const lexicon = new Set(); // every word that the site is known to hold
  const engine = made();
  // Summaries and the text of the pages follow after the first results; on a large site, headings in place of the text.
  let passages = [];
  let textEngine;

  // The engine with the index that search.py has written, and tells how. MiniSearch reads an index of its own form, made of
  // objects, in twice the time; so it is given an empty one, and each word goes straight to its place.
  function made() {
    const fields = index.fields.length;
    const lengths = answers.map(() => new Array(fields).fill(0));
    const average = new Array(fields).fill(0);
    const engine = MiniSearch.loadJS(
      {
        documentCount: answers.length,
        nextId: answers.length,
        documentIds: { ...[...answers.keys()] },
        fieldIds: Object.fromEntries(index.fields.map((name, field) => [name, field])),
        fieldLength: { ...lengths },
        averageFieldLength: average,
        storedFields: {},
        dirtCount: 0,
        index: [],
        serializationVersion: 2,
      },
      { ...options, fields: index.fields },
    );
    const allPlaces = index.places.split(" ");
    let word = "";
    index.words.split(" ").forEach((shortened, number) => {
      word = word.slice(0, parseInt(shortened[0], 36)) + shortened.slice(1);
      const found = new Map();
      const letters = allPlaces[number];
      let at = 0;
      let digits = 0;
      for (let next = 0; next < letters.length; next++) {
        const digit = letters.charCodeAt(next);
        if (digit >= A_LOWER) {
          digits = digits * 26 + digit - A_LOWER;
          continue;
        }
        at += digits * 26 + digit - A_UPPER;
        digits = 0;
        const field = at % fields;
        const answer = (at - field) / fields;
        let inField = found.get(field);
        if (!inField) {
          found.set(field, (inField = new Map()));
        }
        const times = inField.get(answer) ?? 0;
        inField.set(answer, times + 1);
        if (!times) {
          lengths[answer][field] += 1;
        }
      }
      lexicon.add(word);
      engine._index.set(word, found);
    });
    for (let field = 0; field < fields; field++) {
      average[field] = lengths.reduce((mean, of, count) => (mean * count + of[field]) / (count + 1), 0);
    }
    return engine;
  }

  function searchOptions(query) {
    const open = !/\s$/.test(query); // the last word may be unfinished
    return {
      // One letter, or a word that says little, begins too many others to be worth it, except by itself.
      prefix: (word, number, all) =>
        open && number === all.length - 1 && (all.length === 1 || (word.length > 1 && !LITTLE.has(word))),
      fuzzy: (word) => slipsIn(word),
      weights: { fuzzy: 0.45, prefix: 0.375 },
      boostTerm: (word, number, all) => {
        const unfinished = open && number === all.length - 1 && !lexicon.has(word);
        return weightOf(word) * (unfinished ? BOOST_OF_UNFINISHED : 1);
      },
    };
  }

  // How many slips a word may hold. What the site knows needs no other reading, but may end in another way.
  function slipsIn(word) {
    const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    return lexicon.has(word) ? Number(most > 1) : most;
  }

  const weightOf = (word) => (LITTLE.has(word) ? WEIGHT_OF_LITTLE : 1);
  const sum = (list) => list.reduce((total, word) => total + weightOf(word), 0);

  // All names and phrases of an answer with their words, made when first looked at.
  function wordingsOf(answer) {
    return (answer.wordings ??= ["names", "also", "said"].flatMap((of) =>
      answer[of].map((text) => ({ of, text, all: words(text).join(" "), own: [...new Set(words(text))] })),
    ));
  }

  // The name or phrase of an answer that comes nearest to the query, from 0 (no word) to 1 (each of them and no other).
  function nearestWording(answer, asked, matched) {
    let best = { nearness: 0 };
    for (const wording of wordingsOf(answer)) {
      const shared = sum(wording.own.filter((word) => matched.has(word)));
      const nearness = Math.min(1, (2 * shared) / (sum(wording.own) + sum(asked)));
      if (nearness > best.nearness) {
        best = { ...wording, nearness };
      }
    }
    return best;
  }

  // All answers to a query: those of that very name or phrase first, then the best. Each comes with its nearest wording, as far as
  // it is looked at so closely, and with the passage that speaks of it.
  function find(query) {
    const asked = [...new Set(words(query))];
    const all = words(query).join(" ");
    const found = new Map();
    const add = (number, { score, terms, queryTerms }, weight) => {
      const begun = { answer: answers[number], score: 0, matched: new Set(), answered: new Set(), wording: { nearness: 0 } };
      const hit = found.get(number) ?? begun;
      hit.score += score * weight;
      terms.forEach((term) => hit.matched.add(term));
      queryTerms.forEach((term) => hit.answered.add(term));
      found.set(number, hit);
      return hit;
    };
    const settings = searchOptions(query);
    const weigh = { ...settings, boostDocument: (number) => answers[number].weight };
    for (const result of engine.search(query, weigh)) {
      add(result.id, result, 1);
    }
    for (const result of textEngine?.search(query, settings) ?? []) {
      const passage = passages[result.id];
      if (!found.get(passage.answer)?.passage) {
        const hit = add(passage.answer, result, WEIGHT_OF_TEXT * answers[passage.answer].weight);
        hit.passage = { ...passage, terms: result.terms };
      }
    }
    const best = (one, other) => other.score - one.score;
    const hits = [...found.values()];
    for (const hit of hits) {
      hit.share = sum([...hit.answered]) / sum(asked);
      hit.score *= hit.share;
      hit.exact = false;
    }
    for (const hit of hits.sort(best).slice(0, CLOSER_LOOK)) {
      hit.wording = nearestWording(hit.answer, asked, hit.matched);
      hit.score *= 1 + WEIGHT_OF_WORDING * hit.wording.nearness;
      hit.exact = wordingsOf(hit.answer).some((wording) => wording.all === all);
    }
    return hits.sort((one, other) => other.exact - one.exact || best(one, other));
  }

  // A text in pieces, those marked whose words matched.
  function marked(text, matched) {
    const telling = new Set([...matched].filter((word) => !LITTLE.has(word)));
    const wanted = telling.size ? telling : matched;
    return text
      .split(/([\p{L}\p{N}\p{M}'’ʼ]+)/u)
      .map((piece, number) => ({ text: piece, mark: number % 2 === 1 && words(piece).some((word) => wanted.has(word)) }))
      .filter((piece) => piece.text);
  }

  // The sentence of a passage in which most of the matched words stand, cut to a length that one can take in; behind the
  // heading, where that matched too.
  function excerpt({ heading, text, terms }) {
    const matched = new Set(terms);
    const above = marked(heading, matched);
    const sentence = tellingSentence(text, matched);
    return above.some((piece) => piece.mark) ? [...above, { text: text && ": " }, ...sentence] : sentence;
  }

  function tellingSentence(text, matched) {
    const worth = (sentence) => sum([...new Set(words(sentence))].filter((word) => matched.has(word)));
    let best = "";
    for (const sentence of text.split(/(?<=[.?!])\s+/u)) {
      if (!best || worth(sentence) > worth(best)) {
        best = sentence;
      }
    }
    if (best.length > LONGEST_EXCERPT) {
      const pieces = marked(best, matched);
      const before = pieces.slice(0, Math.max(0, pieces.findIndex((piece) => piece.mark)));
      const first = before.reduce((length, piece) => length + piece.text.length, 0);
      const from = Math.min(first - LONGEST_EXCERPT / 3, best.length - LONGEST_EXCERPT);
      const begin = from > 0 ? best.indexOf(" ", from) + 1 : 0;
      const isCut = begin + LONGEST_EXCERPT < best.length;
      const end = isCut ? best.lastIndexOf(" ", begin + LONGEST_EXCERPT) : best.length;
      best = `${begin ? "… " : ""}${best.slice(begin, end)}${isCut ? " …" : ""}`;
    }
    return marked(best, matched);
  }

  // What is shown of a hit: a concept with its definition, a page with the words around the match.
  function shown({ answer, wording, passage, matched }) {
    const isPage = answer.group === "page";
    const inText = passage && passage.text !== answer.about && (isPage || !wording.text) ? passage : null;
    const match = inText && excerpt(passage);
    const label = { also: "Also looked up as", said: "People also say" }[wording.of];
    const why = label ? { label, pieces: marked(wording.text, matched) } : null;
    const onPage = match && !isPage ? { label: "On the page", pieces: match } : null;
    return {
      uri: answer.uri + (inText?.anchor && wording.nearness < 0.5 ? `#${passage.anchor}` : ""),
      kind: answer.kind,
      name: marked(answer.names[0], matched),
      about: (isPage && match) || [{ text: answer.about }],
      why: why ?? onPage,
    };
  }

  // Whether one typed word stands for another: the same, its long beginning, the same letters in another order, or a slip
  // away, if it is no word of its own.
  function standsFor(typed, meant, isLast) {
    if (typed === meant || (isLast && typed.length > 4 && meant.startsWith(typed))) {
      return true;
    }
    if (lexicon.has(typed) || typed[0] !== meant[0]) {
      return false;
    }
    const sorted = (word) => [...word].sort().join("");
    return sorted(typed) === sorted(meant) || (meant.length > 4 && distance(typed, meant) <= (meant.length < 10 ? 1 : 2));
  }

  // How many letters have to be added, left out, changed or swapped with their neighbor (optimal string alignment).
  function distance(one, other) {
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      before = row;
      row = next;
    }
    return row[other.length];
  }

  // Where a query holds the words of a phrase in their order, with at most one other word between two of them: the places
  // of the first and the last, or null.
  function spanOf(typed, phrase) {
    const fits = (at, number) =>
      at < typed.length && phrase[number].some((meant) => standsFor(typed[at], meant, at === typed.length - 1));
    const endFrom = (at, number) => {
      if (number === phrase.length) {
        return at;
      }
      const ends = [at + 1, at + 2].map((next) => (fits(next, number) ? endFrom(next, number + 1) : null));
      return ends[0] ?? ends[1];
    };
    for (const at of typed.keys()) {
      const end = fits(at, 0) ? endFrom(at, 1) : null;
      if (end !== null) {
        return [at, end];
      }
    }
    return null;
  }

  // The words of a phrase in order, each as the list of those that may stand there.
  const alternatives = (phrase) => phrase.split(" ").map((place) => place.split("/"));
  const distress = index.help.after.map(alternatives);
  const harmless = index.help.unless.map(alternatives);

  // Whether a query speaks of distress, beside what only sounds like it.
  function isDistress(typed) {
    let rest = typed;
    for (const phrase of harmless) {
      const span = spanOf(rest, phrase);
      rest = span ? rest.filter((_, at) => at < span[0] || at > span[1]) : rest;
    }
    return distress.some((phrase) => spanOf(rest, phrase));
  }

  // Words of the site that lie near a query which found nothing.
  function nearestWords(query) {
    const near = new Map();
    for (const word of words(query)) {
      const reach = Math.max(1, Math.floor(word.length * 0.3));
      for (const other of lexicon) {
        const far = other.length > 3 && other[0] === word[0] ? distance(word, other) : Infinity;
        if (far <= reach && far < (near.get(other) ?? Infinity)) {
          near.set(other, far);
        }
      }
    }
    return [...near].sort((one, other) => one[1] - other[1]).slice(0, 4).map(([word]) => word); // ties stay in A–Z order
  }

  // The answer to a query.
  //   limits: how many answers each group shows at most, and which share of the best score an answer needs.
  //   Returns { help, groups: [{ group, title, answers }], count, total, nearest, waysOn }: `help` is the answer that comes
  //   first after words of distress, or null; `count` are the answers shown, `total` all that were found.
  kbSearch.answer = (query, limits) => {
    const typed = words(query);
    const helpUri = isDistress(typed) ? index.help.uri : null;
    const hits = find(query);
    const best = Math.max(...hits.map((hit) => hit.score));
    const fitsBesideHelp = (hit) => hit.wording.text && hit.share > ENOUGH_BESIDE_HELP;
    const listable = (hit) =>
      hit.answer.uri !== helpUri && hit.score >= best * limits.share && (!helpUri || fitsBesideHelp(hit));
    const groups = new Map();
    for (const hit of hits.filter(listable)) {
      groups.set(hit.answer.group, [...(groups.get(hit.answer.group) ?? []), hit]);
    }
    const listed = [...groups].map(([group, all]) => ({
      group,
      title: GROUPS[group],
      answers: all.slice(0, limits[group]).map(shown),
    }));
    const helpAnswer = answers.find((answer) => answer.uri === helpUri);
    const help = helpAnswer && {
      ...shown({ answer: helpAnswer, wording: {}, matched: new Set() }),
      about: [{ text: index.help.text }],
    };
    return {
      help,
      groups: listed,
      count: listed.reduce((count, group) => count + group.answers.length, help ? 1 : 0),
      total: [...groups.values()].reduce((count, all) => count + all.length, help ? 1 : 0),
      nearest: typed.length && !hits.length ? nearestWords(query) : [],
      waysOn: index.waysOn.map(([uri, label]) => ({ uri, label })),
    };
  };

  // Loads the text of the pages and makes its index, in steps between which the page answers; then calls back.
  kbSearch.withText = async (done) => {
    if (textEngine) {
      return;
    }
    await kbSearch.load("search-text.js");
    take(kbSearch.text.answers);
    const summaries = answers.map(({ about }, answer) => [answer, "", "", about]);
    passages = [...summaries, ...kbSearch.text.passages].map(([answer, anchor, heading, text], id) => {
      return { id, answer, anchor, heading, text };
    });
    // What stands in the text is no slip of the keys, either.
    const learn = (text) => {
      const all = words(text);
      all.forEach((word) => lexicon.add(word));
      return all;
    };
    const made = new MiniSearch({
      ...options,
      fields: ["heading", "text"],
      tokenize: learn,
      searchOptions: { tokenize: words },
    });
    await made.addAllAsync(passages, { chunkSize: 8 });
    textEngine = made;
    done();
  };
  // For the test that holds both indexes against each other, and for the measurements.
  kbSearch.inner = { engine, options, answers };
})();
