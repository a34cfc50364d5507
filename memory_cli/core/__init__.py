"""What memory is: values and pure functions. No I/O, no clock, no network, no third party."""
