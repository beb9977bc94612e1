"""Chinese yearly reports on law-based government (法治政府建设年度报告) as tidy data."""
