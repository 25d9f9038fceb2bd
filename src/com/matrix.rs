//! What is done of each method: the rows from which MATRIX.md is made.
//!
//! An interface that objects answer is done but for the rows of `EXCEPTIONS`; one that no object answers is declared
//! only. Which ones are answered is read from the classes themselves.
#![forbid(unsafe_code)]

use super::enumerate::Enumeration;
use super::error::Error;
use super::factory::Factory;
use super::file::File;
use super::interfaces::INTERFACES;
use super::job::Job;
use super::legacy::LEGACY_INTERFACES;
use super::manager::Manager;
use super::object::{Class, Face};
use super::peers::{NoPeers, NoRecords};
use super::table::Interface;
use crate::bits;

/// How far a method is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// As the rule sheet says.
    Done,
    /// In part; the note says which.
    Partial,
    /// Answers `E_NOTIMPL`, or its interface is not answered.
    NotOffered,
}

/// One method of the table.
#[derive(Clone, Copy, Debug)]
pub struct MethodStatus {
    /// The interface that declares it.
    pub interface: &'static str,
    /// Its name.
    pub method: &'static str,
    /// How far it is done.
    pub status: Status,
    /// What is missing or different.
    pub note: &'static str,
}

const NO_UPLOADS: &str = "uploads are not offered: E_NOTIMPL";
const NO_CERTIFICATES: &str = "client certificates are not offered: E_NOTIMPL";

/// Methods of answered interfaces that are not wholly done.
const EXCEPTIONS: &[(&str, &str, Status, &str)] = {
    use Status::{NotOffered, Partial};
    &[
        ("IBackgroundCopyManager", "CreateJob", Partial, "downloads; E_NOTIMPL for the other types"),
        ("IBackgroundCopyJob2", "GetReplyProgress", NotOffered, NO_UPLOADS),
        ("IBackgroundCopyJob2", "GetReplyData", NotOffered, NO_UPLOADS),
        ("IBackgroundCopyJob2", "SetReplyFileName", NotOffered, NO_UPLOADS),
        ("IBackgroundCopyJob2", "GetReplyFileName", NotOffered, NO_UPLOADS),
        ("IBackgroundCopyJob3", "SetFileACLFlags", Partial, "kept; there are no SMB downloads to act on"),
        ("IBackgroundCopyJob4", "SetPeerCachingFlags", Partial, "kept; there are no peers"),
        (
            "IBackgroundCopyJob5",
            "SetProperty",
            Partial,
            "NOTIFICATION_CLSID, COST_FLAGS, HIGH_PERFORMANCE and USE_STORED_CREDENTIALS are kept without effect",
        ),
        ("IBackgroundCopyJobHttpOptions", "SetClientCertificateByID", NotOffered, NO_CERTIFICATES),
        ("IBackgroundCopyJobHttpOptions", "SetClientCertificateByName", NotOffered, NO_CERTIFICATES),
        ("IBackgroundCopyJobHttpOptions", "RemoveClientCertificate", Partial, "S_FALSE: there is never one"),
        (
            "IBackgroundCopyJobHttpOptions",
            "GetClientCertificate",
            Partial,
            "RPC_X_BAD_STUB_DATA: there is never one",
        ),
    ]
};

/// Interfaces that clients write and the library calls.
const CALLED: &[&str] = &["IBackgroundCopyCallback", "IBackgroundCopyCallback2", "IBackgroundCopyCallback3"];

fn is_answered(row: &Interface) -> bool {
    let classes: [&[Face]; 9] = [
        Factory::FACES,
        Manager::FACES,
        Job::FACES,
        File::FACES,
        Error::FACES,
        <Enumeration<bits::Job> as Class>::FACES,
        <Enumeration<bits::File> as Class>::FACES,
        NoRecords::FACES,
        NoPeers::FACES,
    ];
    row.name == "IUnknown" || classes.iter().flat_map(|faces| *faces).any(|face| face.answers(&row.iid))
}

/// Every method of every interface, in the order of the Windows headers.
pub fn methods() -> Vec<MethodStatus> {
    let mut rows = Vec::new();
    for row in INTERFACES.iter().chain(LEGACY_INTERFACES) {
        let (status, note) = match (CALLED.contains(&row.name), is_answered(row)) {
            (true, _) => (Status::Done, "called"),
            (false, true) => (Status::Done, ""),
            (false, false) => (Status::NotOffered, "declared only"),
        };
        for method in row.methods {
            let exception = EXCEPTIONS.iter().find(|it| it.0 == row.name && it.1 == method.name);
            let (status, note) = exception.map_or((status, note), |it| (it.2, it.3));
            rows.push(MethodStatus { interface: row.name, method: method.name, status, note });
        }
    }
    rows
}

#[test]
fn exceptions_name_methods_of_answered_interfaces() {
    for (interface, method, ..) in EXCEPTIONS {
        let row = INTERFACES.iter().find(|row| row.name == *interface).expect(interface);
        assert!(is_answered(row), "{interface}");
        assert!(row.methods.iter().any(|known| known.name == *method), "{interface}::{method}");
    }
}
