"""The annual accountability report: what a year's measures, outcomes and promises come to, part by part."""
