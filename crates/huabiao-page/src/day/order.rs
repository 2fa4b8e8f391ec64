use super::{Form, Found};

/// The order in which the numbers of a date stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Order {
    Day,
    Month,
    Year,
}

/// A date that can be read in two orders: the only one that names a day, or both.
pub(super) fn either(
    first: Option<Found>,
    first_order: Order,
    second: Option<Found>,
    second_order: Order,
) -> Option<Found> {
    let (found, order, other) = match (first, second) {
        (Some(first), Some(second)) => {
            let other = (first.date != second.date).then_some(second.date);
            // 8/8/2017 shows no order.
            (first, other.map(|_| first_order), other)
        }
        (Some(first), None) => (first, Some(first_order), None),
        (None, second) => (second?, Some(second_order), None),
    };
    Some(Found {
        order,
        other,
        ..found
    })
}

/// Decides on dates that can be read in two orders where all others of the text that are
/// written alike can be read in one order only, and in the same.
pub(super) fn settle(days: &mut [Found]) {
    for form in [Form::ShortYear, Form::YearLast] {
        let mut sure = days
            .iter()
            .filter(|day| day.form == form && day.other.is_none())
            .filter_map(|day| day.order);
        let Some(order) = sure.next().filter(|order| sure.all(|next| next == *order)) else {
            continue;
        };
        for day in days.iter_mut().filter(|day| day.form == form) {
            if let Some(other) = day.other.take()
                && day.order != Some(order)
            {
                day.date = other;
            }
        }
    }
}
