//! What a hit is about: one word, one text, or the role as a whole.

use super::hit::Hit;
use super::seen::SeenRole;
use crate::finding::Subject;
use crate::model::{Duty, Role, Text};

pub(super) fn subject(hit: &Hit, seen: &SeenRole) -> Subject {
    if let Some(topic) = &hit.topic {
        let (field, text) = ("topic", topic.clone());
        return Subject::Text { field, text };
    }
    let is_here = |text: &Text| std::ptr::eq(text, hit.place.text);
    let in_one_text = hit.related.iter().all(|place| is_here(place.text));
    match field(seen.role, hit.place.text) {
        Some(field) if in_one_text => Subject::Text {
            field,
            text: hit.place.text.value.clone(),
        },
        Some(_) | None => Subject::Role,
    }
}

/// The key that a text of the role stands under; what names the role or its holders is no text of its own.
fn field(role: &Role, wanted: &Text) -> Option<&'static str> {
    let one = |text: &Option<Text>| text.as_ref().is_some_and(|text| std::ptr::eq(text, wanted));
    // A list may hold a hundred thousand: where the text lies says whether it is one of them.
    let any = |texts: &[Text]| texts.as_ptr_range().contains(&(&raw const *wanted));
    let duty = |duties: &[Duty]| {
        let lies = duties.as_ptr_range();
        (lies.start.addr()..lies.end.addr()).contains(&(&raw const *wanted).addr())
    };
    [
        ("title", one(&role.title)),
        ("scope", one(&role.scope)),
        ("team", one(&role.team)),
        ("purpose", one(&role.purpose)),
        ("duties", duty(&role.duties)),
        ("excludes", duty(&role.excludes)),
        ("authority", duty(&role.authority)),
        ("skills", any(&role.skills)),
        ("works_with", any(&role.works_with)),
        ("notes", one(&role.notes)),
    ]
    .into_iter()
    .find_map(|(field, is_it)| is_it.then_some(field))
}
