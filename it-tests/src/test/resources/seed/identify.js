analytics.identify('userId123', {
    property1: 1,
    property2: 'test',
    property3: true
});
