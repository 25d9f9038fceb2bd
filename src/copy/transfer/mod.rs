//! Moves the bytes of a main stream: clone, then server copy, then the pump.
//!
//! [`Plan`] classifies a copy once; [`Transfer`] carries the plan out. What the kernel refuses falls back to the next
//! way, from the position reached so far.

mod clone;
mod extents;
mod offload;
mod pace;
mod plan;
mod pump;
mod small;
mod watch;

pub(super) use plan::Plan;

use super::destination::Destination;
use super::outcome::Interrupt;
use super::session::Stream;
use super::source::Source;
use plan::Way;

/// One main stream on its way from source to destination.
pub(super) struct Transfer<'a> {
    pub(super) source: &'a Source,
    pub(super) destination: &'a Destination,
    pub(super) plan: &'a Plan,
}

impl Transfer<'_> {
    /// Moves everything from the stream's position to its end.
    pub(super) fn run(&self, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
        log::debug!(
            "{} bytes from byte {}, first try: {:?}",
            stream.size(),
            stream.reported(),
            self.plan.way
        );
        match self.plan.way {
            Way::Nothing => Ok(()),
            Way::Head => small::copy_head(self, stream),
            Way::Small => small::copy(self, stream),
            Way::Clone => match clone::copy(self, stream)? {
                Left::Nothing => Ok(()),
                Left::Something => {
                    self.plan.reserve_for_pump(self.source, self.destination)?;
                    if self.plan.offloads { self.offload(stream) } else { pump::copy(self, stream) }
                }
            },
            Way::Offload => self.offload(stream),
            Way::Pump => pump::copy(self, stream),
        }
    }

    fn offload(&self, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
        match offload::copy(self, stream)? {
            Left::Nothing => Ok(()),
            Left::Something => pump::copy(self, stream),
        }
    }
}

/// What a way that may be refused has left for the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Nothing,
    Something,
}
