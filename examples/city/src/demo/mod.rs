//! A made-up city of 91 websites with known faults, served over loopback HTTP.
//!
//! Every name in it is invented. A site has no fault unless one was planted, and
//! every planted fault is listed with the findings that an inspection owes.

mod planted;

pub(crate) use planted::{Decoy, Expected, Planted};

use std::collections::BTreeMap;
use std::io;

use chrono::NaiveDate;
use huabiao::facts::Visit;

use crate::serve::Serving;

/// The city as it is on one day.
#[derive(Debug)]
pub(crate) struct City {
    faults: Vec<Planted>,
    decoys: Vec<Decoy>,
}

impl City {
    /// The city on `today`; the same day always gives the same city.
    pub(crate) fn new(today: NaiveDate) -> Self {
        let _ = today;
        Self {
            faults: Vec::new(),
            decoys: Vec::new(),
        }
    }

    /// The site list as an office would export it: CSV, Chinese headers, GBK.
    pub(crate) fn sites_csv(&self) -> Vec<u8> {
        Vec::new()
    }

    /// The faults that were put in.
    pub(crate) fn faults(&self) -> &[Planted] {
        &self.faults
    }

    /// What looks like a fault and is none.
    pub(crate) fn decoys(&self) -> &[Decoy] {
        &self.decoys
    }

    /// Visits of the home pages during the seven full days before today, by host.
    pub(crate) fn visits(&self) -> BTreeMap<String, Vec<Visit>> {
        BTreeMap::new()
    }

    /// Serves the city on this machine until the result is dropped.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub(crate) async fn serve(&self) -> io::Result<Serving> {
        Ok(Serving::default())
    }
}
