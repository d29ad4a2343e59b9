"""What matplotlib has and is not here raises an error that names it."""
import json


def missing(name):
    error = AttributeError(f'{name} is not here. Here are plot, scatter, bar, hist, imshow, contour and contourf, with titles, '
                           'labels, scales, limits, legends and subplots.')
    error._lexigrad = ('python-missing-plot', json.dumps({'name': name}))
    return error
