"""What comes after the call: enquiries of donors, and the clock by which they are answered."""
