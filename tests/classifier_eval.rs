mod support;
use rolelint::classifier::{NONE, features, stems};
use rolelint::language::{Language, tokenise};
use rolelint::lexicon::{Meaning, Vocabulary};

#[test]
fn eval() {
    let pack = rolelint::pack();
    for path in std::env::args().skip(1).filter(|a| a.ends_with("jsonl")) {
        let (mut n, mut ok) = (0, 0);
        let mut hist = [[0; 2]; 11];
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = row["text"].as_str().unwrap();
            let language = Language::from_tag(row["lang"].as_str().unwrap()).unwrap();
            let tables = pack.tables(language);
            let mut vocabulary = Vocabulary::new(tables, language);
            let tokens = tokenise(text, language);
            let meanings: Vec<Meaning> = tokens.iter().map(|t| { let at = vocabulary.meaning(&text[t.start..t.stop]); vocabulary.get(at).clone() }).collect();
            let refs: Vec<&Meaning> = meanings.iter().collect();
            let f = features(&stems(text, &tokens, language), &refs, tables);
            let Some(o) = pack.model(language).opinion(&f, tokens.len()) else { continue };
            let name = if o.activity == NONE { "none" } else { pack.core.activities[o.activity as usize].id };
            let acts: Vec<&str> = row["activities"].as_array().unwrap().iter().map(|a| a["activity"].as_str().unwrap()).collect();
            n += 1;
            let good = acts.contains(&name) || (acts.is_empty() && name == "none");
            ok += usize::from(good);
            hist[(o.probability * 10.0) as usize][usize::from(good)] += 1;
            if std::env::var("SHOW").is_ok() && !good { println!("{name} {:.2} wanted {acts:?} | {text}", o.probability); }
        }
        println!("{path}: {ok} of {n} = {:.3} {hist:?}", ok as f64 / n as f64);
    }
}
