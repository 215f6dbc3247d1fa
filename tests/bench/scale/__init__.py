"""What a library of 100,000 articles costs, each measure beside what it is compared with, in one run."""
