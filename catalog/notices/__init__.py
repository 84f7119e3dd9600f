"""What people are told: in the application, and by mail at once or once a day."""
