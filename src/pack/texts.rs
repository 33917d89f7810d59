//! The parts of a pack: the same shape in YAML (`S` is `String`) and compiled (`S` is `&str`).

use super::super::language::Language;
use super::checks::Checks;
use super::later::{Later, Written};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One text in the three languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts<S> {
    pub en: S,
    pub de: S,
    pub fr: S,
}

impl<S> Texts<S> {
    pub fn of(&self, language: Language) -> &S {
        match language {
            Language::En => &self.en,
            Language::De => &self.de,
            Language::Fr => &self.fr,
        }
    }
}

/// Several texts in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists<S> {
    #[serde(default = "Vec::new")]
    pub en: Vec<S>,
    #[serde(default = "Vec::new")]
    pub de: Vec<S>,
    #[serde(default = "Vec::new")]
    pub fr: Vec<S>,
}

impl<S> Default for Lists<S> {
    fn default() -> Self {
        Self {
            en: Vec::new(),
            de: Vec::new(),
            fr: Vec::new(),
        }
    }
}

impl<S> Lists<S> {
    pub fn of(&self, language: Language) -> &[S] {
        match language {
            Language::En => &self.en,
            Language::De => &self.de,
            Language::Fr => &self.fr,
        }
    }
}

/// Who holds an activity in which profiles: `A` accountable, `R` does, `C` contributes, `X` must not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner<S> {
    pub role: S,
    pub stance: char,
    /// Profile ids; empty: all.
    #[serde(default = "Vec::new")]
    pub profiles: Vec<S>,
    /// What part of it, where several hold it.
    #[serde(default = "none")]
    pub about: Option<Texts<S>>,
}

/// What activities have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area<S> {
    pub id: S,
    pub title: Texts<S>,
}

/// A role that the same person fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameAs<S> {
    pub role: S,
    pub profiles: Vec<S>,
    pub why: Texts<S>,
}

/// An activity, or a signal: something that a text can say and that no role owns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "S: Written<'de>"))]
pub struct Activity<S> {
    pub id: S,
    pub group: S,
    /// A short name for readers, in the infinitive.
    pub title: Later<Texts<S>>,
    pub definition: Later<Texts<S>>,
    #[serde(default = "Later::default")]
    pub owners: Later<Vec<Owner<S>>>,
    /// Activities that yield to this one on the same words.
    #[serde(default = "Vec::new")]
    pub over: Vec<S>,
    #[serde(default = "Later::default")]
    pub phrases: Later<Vec<S>>,
    #[serde(default)]
    pub signal: bool,
    /// Word classes that speak against it, wherever they stand in the text.
    #[serde(default = "Vec::new")]
    pub unless: Vec<S>,
    /// Too general to stand beside anything else in a clause.
    #[serde(default)]
    pub fallback: bool,
    /// What a role does itself though others seem to.
    #[serde(default = "Vec::new")]
    pub held_when: Vec<HeldWhen>,
}

/// How a role does something through others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeldWhen {
    /// It makes sure that they do it: that the team completes more points.
    Ensured,
    /// It hands it to them: delegates tasks.
    Handed,
    /// It helps them with it: helps the team to manage itself.
    Helped,
}

/// A canonical role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "S: Written<'de>"))]
pub struct RoleSpec<S> {
    #[serde(rename = "role")]
    pub id: S,
    pub title: Texts<S>,
    #[serde(default = "Vec::new")]
    pub short: Vec<S>,
    #[serde(default = "Later::default")]
    pub aliases: Later<Lists<S>>,
    /// Short forms that mean this role on the command line alone, where it is told.
    #[serde(default = "Vec::new")]
    pub asked: Vec<S>,
    /// Look-alikes that do not mean this role.
    #[serde(default = "Vec::new")]
    pub never: Vec<S>,
    /// A known actor without rules of its own.
    #[serde(default)]
    pub auxiliary: bool,
    /// Titles that people with this role have.
    #[serde(default = "Later::default")]
    pub typical: Later<Lists<S>>,
    #[serde(default = "Vec::new")]
    pub same_as: Vec<SameAs<S>>,
    #[serde(default = "none")]
    pub purpose: Option<Later<Texts<S>>>,
    /// What the role asks all the time.
    #[serde(default = "none")]
    pub question: Option<Later<Texts<S>>>,
    /// By what its success is seen.
    #[serde(default = "none")]
    pub measured_by: Option<Later<Texts<S>>>,
    #[serde(default = "none")]
    pub decides: Option<Later<Texts<S>>>,
    #[serde(default = "none")]
    pub must_not: Option<Later<Texts<S>>>,
    #[serde(default = "Later::default")]
    pub sources: Later<Vec<S>>,
}

pub(super) fn none<T>() -> Option<T> {
    None
}

/// A school: who owns what here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "S: Written<'de>"))]
pub struct Profile<S> {
    pub id: S,
    pub name: Texts<S>,
    pub summary: Later<Texts<S>>,
    #[serde(default = "none")]
    pub differs: Option<Later<Texts<S>>>,
    #[serde(default = "Later::default")]
    pub sources: Later<Vec<S>>,
    /// Activities that somebody must hold here.
    #[serde(default = "Vec::new")]
    pub required: Vec<S>,
}

/// An example of what a rule finds or leaves alone: a duty, or a whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example<S> {
    #[serde(default = "none")]
    pub duty: Option<S>,
    #[serde(default = "none")]
    pub file: Option<S>,
    #[serde(default = "none")]
    pub role: Option<S>,
    #[serde(default = "none")]
    pub profile: Option<S>,
    /// Words that the finding must touch.
    #[serde(default = "none")]
    pub marks: Option<S>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples<S> {
    #[serde(default = "Vec::new")]
    pub invalid: Vec<Example<S>>,
    #[serde(default = "Vec::new")]
    pub valid: Vec<Example<S>>,
}

/// What a rule offers for a duty that says nothing but what it objects to; always for somebody to agree with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer<S> {
    /// The duty moves to `excludes`.
    #[serde(default)]
    pub exclude: bool,
    /// Another duty in its place: as a statement, then in the infinitive.
    #[serde(default = "none")]
    pub rewrite: Option<Lists<S>>,
}

/// A rule: everything about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "S: Written<'de>"))]
pub struct Rule<S: Ord> {
    pub code: S,
    pub name: S,
    /// Whose text it judges; empty: every role.
    #[serde(default = "Vec::new")]
    pub roles: Vec<S>,
    /// `default` and the profiles that differ: `error`, `warning`, `info` or `off`.
    pub severity: LiteMap<S, S>,
    /// Severities of variants: named after a role (where that role is judged), an activity (where it was found), or as
    /// the check names them.
    #[serde(default = "LiteMap::new")]
    pub variants: LiteMap<S, LiteMap<S, S>>,
    pub check: Checks<S>,
    /// What it offers to write instead.
    #[serde(default = "none")]
    pub fix: Option<Later<Offer<S>>>,
    #[serde(default = "Later::default")]
    pub sources: Later<Vec<S>>,
    pub summary: Later<Texts<S>>,
    pub label: Later<Texts<S>>,
    pub help: Later<Texts<S>>,
    pub why: Later<Texts<S>>,
    #[serde(default = "none")]
    pub schools: Option<Later<Texts<S>>>,
    #[serde(default = "Later::default")]
    pub questions: Later<Lists<S>>,
    #[serde(default = "Later::default")]
    pub examples: Later<BTreeMap<Language, Examples<S>>>,
    /// Why there are no examples.
    #[serde(default = "none")]
    pub unexemplified: Option<S>,
}

impl<S: Ord + AsRef<str>> Rule<S> {
    /// `PO` of `PO008`.
    pub fn family(&self) -> &str {
        self.code
            .as_ref()
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
    }

    /// The severity word under a profile; the first of `variants` that the rule knows goes before the rule's own.
    pub fn severity_in(&self, profile: &str, variants: &[&str]) -> &str {
        let variant = variants.iter().find_map(|wanted| {
            self.variants
                .iter()
                .find(|(name, _)| name.as_ref() == *wanted)
        });
        let severities = variant.map_or(&self.severity, |(_, severities)| severities);
        let own = severities.iter().find(|(name, _)| name.as_ref() == profile);
        let own = own.or_else(|| {
            severities
                .iter()
                .find(|(name, _)| name.as_ref() == "default")
        });
        own.map_or("warning", |(_, severity)| severity.as_ref())
    }

    /// Whether some profile objects, and none of `variants` is one of the rule's own.
    pub fn is_contested(&self, variants: &[&str]) -> bool {
        let is_variant = |wanted: &&str| self.variants.keys().any(|name| name.as_ref() == *wanted);
        let mut severities = self.severity.values();
        severities.any(|word| word.as_ref() != "off") && !variants.iter().any(is_variant)
    }
}

/// A role's name without case, accents, hyphens, gender marks and additions: what spellings of one name share.
pub fn level(text: &str) -> String {
    let lower = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        super::super::language::plain(
            &super::super::language::seen(text)
                .to_lowercase()
                .replace('ß', "ss")
                .replace('œ', "oe"),
        )
    };
    let mut out = String::with_capacity(lower.len());
    let mut letters = lower.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '·' | '•' | '*' | ':' => {
                // A gender mark with its ending, where letters go before and follow: owner:in, chef·fe.
                if out.ends_with(char::is_alphabetic)
                    && letters.peek().is_some_and(|next| next.is_alphabetic())
                {
                    while letters.peek().is_some_and(|next| next.is_alphabetic()) {
                        letters.next();
                    }
                } else {
                    out.push(' ');
                }
            }
            '(' => {
                // (m/w/d), (H/F), (e), (in)
                let inner: String = letters.by_ref().take_while(|&next| next != ')').collect();
                if inner.len() > 14 {
                    out.push(' ');
                    out.push_str(&inner);
                }
            }
            '/' if letters.peek() == Some(&'-') => {
                letters.next();
                while letters.peek().is_some_and(|next| next.is_alphabetic()) {
                    letters.next();
                }
            }
            '-' | '_' | '‑' | '\u{2010}' | '\u{a0}' | '\u{202f}' | '\u{ad}' | '"' | '\'' | '’'
            | ',' | '.' => out.push(' '),
            other => out.push(other),
        }
    }
    let mut spaced = String::with_capacity(out.len());
    for word in out.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// So many bytes at most a name's other spellings are shorter than itself.
pub const SHORTENED: usize = 32;

/// The levelled spellings that a name may be listed under: as it is, without an addition, singular, without `-in`.
pub fn spellings(text: &str) -> Vec<String> {
    let whole = level(text);
    let mut found = vec![whole.clone()];
    for noise in [
        " m w d",
        " w m d",
        " d m w",
        " m f d",
        " m f x",
        " h f",
        " f h",
        " h f x",
        " gn",
        " mwd",
        " all genders",
    ] {
        if let Some(bare) = whole.strip_suffix(noise) {
            found.push(bare.to_owned());
        }
    }
    if let Some((first, second)) = whole.split_once('/') {
        // chef/fe de projet, Product Owner/in
        let ending = second.split(' ').next().unwrap_or_default();
        if ending.len() <= 5 {
            found.push(
                format!("{}{}", first.trim(), &second[ending.len()..])
                    .trim()
                    .to_owned(),
            );
        }
    }
    for name in found.clone() {
        for article in ["the ", "der ", "die ", "das ", "le ", "la ", "les ", "l "] {
            if let Some(bare) = name.strip_prefix(article) {
                found.push(bare.to_owned());
            }
        }
    }
    for name in found.clone() {
        for ending in ["innen", "in", "s", "n", "r"] {
            if let Some(bare) = name.strip_suffix(ending)
                && bare.len() > 4
            {
                found.push(bare.to_owned());
            }
        }
        let singular: Vec<&str> = name
            .split(' ')
            .map(|word| {
                if word.len() > 3 {
                    word.strip_suffix('s').unwrap_or(word)
                } else {
                    word
                }
            })
            .collect();
        found.push(singular.join(" "));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_level() {
        for name in [
            "Product Owner",
            "product-owner",
            "PRODUCT_OWNER",
            "Product Owner:in",
            "Product Owner (m/w/d)",
            "Product Owner*in",
        ] {
            assert!(
                spellings(name).contains(&"product owner".to_owned()),
                "{name}: {:?}",
                spellings(name)
            );
        }
        assert!(spellings("chef·fe de projet").contains(&"chef de projet".to_owned()));
        assert!(spellings("chef(fe) de projet (H/F)").contains(&"chef de projet".to_owned()));
        assert!(spellings("chefs de projet").contains(&"chef de projet".to_owned()));
    }
}
