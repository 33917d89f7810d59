//! What each step takes, in bytes a second of the files that it is about: `cargo bench --bench parts`.

#[path = "whole/corpus.rs"]
#[expect(dead_code, reason = "written to disk by the other bench alone")]
mod corpus;

use corpus::{Corpus, Shape};
use divan::Bencher;
use divan::counter::BytesCount;
use rolelint::model::Loaded;
use rolelint::pack::Pack;
use rolelint::reading::Reader;
use rolelint::rule::{Judge, Part, Settings};
use rolelint::source::Source;
use rolelint::workspace::Known;
use rolelint::yaml;
use std::path::Path;
use std::sync::Arc;

fn main() {
    divan::main();
}

const FILES: usize = 50;

/// The same files in each bench.
fn texts(pack: &Pack) -> Vec<String> {
    let phrasings = Path::new(env!("CARGO_MANIFEST_DIR")).join("roles/phrasings");
    let corpus = Corpus::new(pack, &phrasings, 7).expect("the phrasings of the pack can be read");
    let shape = Shape {
        duties: 32,
        faults: 8,
    };
    (0..FILES)
        .map(|number| corpus.role(number, shape))
        .collect()
}

fn sources(pack: &Pack) -> Vec<Source> {
    let texts = texts(pack).into_iter();
    texts.map(|text| Source::new("role.yaml", text)).collect()
}

fn loaded(pack: &Pack) -> Vec<Loaded> {
    let known = Known::new(pack);
    let settings = Settings::all(pack);
    let load = |source| known.with_names(&settings, |names| Loaded::new(source, names));
    sources(pack).into_iter().map(load).collect()
}

fn bytes(sources: &[Source]) -> BytesCount {
    BytesCount::new(
        sources
            .iter()
            .map(|source| source.text().len())
            .sum::<usize>(),
    )
}

#[divan::bench]
fn yaml_to_tree(bencher: Bencher) {
    let sources = sources(rolelint::pack());
    bencher.counter(bytes(&sources)).bench(|| {
        let trees = sources.iter().map(yaml::read);
        trees.map(|tree| tree.nodes.len()).sum::<usize>()
    });
}

#[divan::bench]
fn places_of_words(bencher: Bencher) {
    let files = loaded(rolelint::pack());
    let duties = || {
        files.iter().flat_map(|file| {
            let roles = file.charters.iter().flat_map(|charter| &charter.roles);
            let duties = roles.flat_map(|role| &role.duties);
            duties.map(move |duty| (&file.source, &duty.text))
        })
    };
    let size: usize = duties().map(|(_, text)| text.value.len()).sum();
    bencher.counter(BytesCount::new(size)).bench(|| {
        let spans = duties().map(|(source, text)| {
            let words = text.value.find(' ').unwrap_or_default()..text.value.len();
            text.spans(source, words).len()
        });
        spans.sum::<usize>()
    });
}

#[divan::bench]
fn duties_to_claims(bencher: Bencher) {
    let pack = rolelint::pack();
    let files = loaded(pack);
    let roles = || {
        let charters = files.iter().flat_map(|file| &file.charters);
        charters.flat_map(|charter| &charter.roles)
    };
    let duties = || {
        roles().flat_map(|role| {
            let id = role.canonical.as_deref();
            role.duties
                .iter()
                .map(move |duty| (duty.text.value.as_str(), id))
        })
    };
    let size: usize = duties().map(|(text, _)| text.len()).sum();
    let mut reader = Reader::new(pack);
    bencher.counter(BytesCount::new(size)).bench_local(|| {
        let readings = duties().map(|(text, role)| reader.read(text, None, role));
        readings.map(|reading| reading.claims.len()).sum::<usize>()
    });
}

#[divan::bench]
fn claims_and_rules(bencher: Bencher) {
    let pack = rolelint::pack();
    let files = loaded(pack);
    let size: usize = files.iter().map(|file| file.source.text().len()).sum();
    let settings = Arc::new(Settings::all(pack));
    let mut judge = Judge::new(pack);
    bencher.counter(BytesCount::new(size)).bench_local(|| {
        let results = files
            .iter()
            .map(|file| judge.check(file, &settings, Part::Whole));
        results.map(|result| result.findings.len()).sum::<usize>()
    });
}
